"""The words of German, French and Spanish titles. They are looked for before the English ones.

Accents are folded away: "cotes" is also "côtes". The examples beside a pattern are tests of it.
"""

from .people import FIRST_NAMES
from .rows import Row, run, strength, word

JOINS = ("und", "dann", "danach", "et", "puis", "ensuite", "y", "luego")
ORS = ("oder", "ou", "o")
THEN = ("dann", "danach", "puis", "ensuite", "luego", "despues")
WITH = ("mit", "avec", "con")

_ENDS = (
    r"(?=\s?(?:$|[()\],;|/!]|-\s)|\s(?:wegen|weil|da|heute|a cause|cause|pour cause|en raison|car"
    r"|por|debido|hoy))"
)
"""Where what is said of a session ends."""

_GERMAN_DAYS = (
    r"(?:(?:kommenden |nachsten )?(?:mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag"
    r"|freitag|samstag|sonnabend|sonntag)|morgen|ubermorgen|nachste woche|\d{1,2}\.\d{1,2})"
)
_GERMAN_OFF = (
    r"(?:abgesagt|ausgefallen|verschoben|vertagt|gestrichen|storniert|ausgelassen|verpasst"
    r"|abgeblasen|entfallen|entfallt|fallt (?:heute |leider )?aus|nicht (?:gemacht|gelaufen))"
)
_FRENCH_DAYS = (
    r"(?:(?:lun|mar|mer|jeu|ven|sam|dim|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
    r"|demain|lendemain|semaine prochaine|plus tard|\d{1,2}/\d{1,2})"
)
_FRENCH_OFF = (
    r"(?:annule|reporte|repousse|supprime|deprogramme|zappe)(?:e|s|es)?|(?:manquee|sautee|ratee)s?"
    r"|pas faite?s?"
)
_SPANISH_DAYS = (
    r"(?:(?:lun|mar|mie|jue|vie|sab|dom|lunes|martes|miercoles|jueves|viernes|sabado|domingo)"
    r"|manana|proxima semana|otro dia|\d{1,2}/\d{1,2})"
)
_SPANISH_OFF = (
    r"(?:cancelad|suspendid|aplazad|anulad|saltad|perdid)[oa]s?|pospuest[oa]s?"
    r"|(?:no|sin) (?:hech[oa]s?|hacer)"
)
"""Days to which a run may be moved, and words for one that is called off."""

_OTHER_LAUF = (
    r"(?:\w{1,20}(?:testlauf|probelauf|umlauf|vorlauf|nachlauf|rucklauf|zulauf|durchlauf)"
    r"|(?:druck|produktions|batch|rechen|abrechnungs|zahl(?:ungs)?|mahn|buchungs|lohn|import|export"
    r"|job|server|rechnungs)-?laufe?"
    r"|\w{0,20}(?:(?<!berg)ablauf|verlauf|(?<!berg)(?<!trepp)auflauf|(?<!land)kreislauf"
    r"|lebenslauf|spiessrutenlauf|eiskunstlauf"
    r"|eisschnelllauf|schuhlauf|(?<!kr)eislauf|inlinelauf|zieleinlauf)(?:e|s|es)?"
    r"|(?:um|nach"
    r"|zu|an|ruck"
    r"|durch|leer|uber"
    r"|unter|ober|irr|bei|hand|wasser|amok|schau|gegen|hunde ?-?aus|sch|k)laufe?)"
)
"""German words that end in "lauf" and are no run."""

_OTHER_RUNDE = (
    r"(?:\w{0,12}(?:gesprachs|diskussions|vorstellungs|feedback|kaffee|skat|karten|poker"
    r"|finanzierungs|tarif|gassi|stammtisch|gruppen|experten|verhandlungs|sitzungs|vorstands)|frage"
    r"|retro|probe|spiele?|hunde|bier|team|leiter|hin|ruck|end|zwischen|podiums|einzel|quiz"
    r"|abstimmungs)-?runden?"
)
"""German rounds of talk, of games and of dogs."""

_LENGTH = r"(?:k|km|min\w{0,5}|h|std\w{0,5}|mi|miles?|')(?![^\W_])"
_OF_STRENGTH = (
    r"(?:\d\s?x|x\s?\d|kg|kraft|druck|press|bench|squat|beuge|heben|lunge|thrust|gym|row|hantel"
    r")"
)
"""What stands beside the lift that is written as a regenerative run is, "RDL"."""

_RACE_LENGTHS = "|".join(
    rf"(?<=(?<![\d.,]){km}{unit}\s)"
    for km in (5, 10, 15, 20)
    for unit in (r"\skm", "km", "k", r"\sk")
)
_GROUND = (
    r"(?:footing|rodaje|rodar|trot\w*|course|courir|correr|carrera|marche|marcha|cotes?|seuil|tempo"
    r"|plat|mont\w*|route|piste?a?|foret|plage|playa|velo|bici|natacion|paseo|cuestas?|series?"
    r"|desnivel|asfalto|tarde|noche|manana|campo|parque|trail|recup\w*|easy|endurance|ef|vma|fondo"
    r"|tirada|jogging|velocidad|ritmo|rando\w*|sortie|calent\w*|echauff\w*|bosque|tierra"
    r"|chemins?|sentiers?|nuit|matin|soir|semaine|dimanche|samedi|lundi|mardi|mercredi|jeudi"
    r"|vendredi|suave|regenerat\w*|progres\w*|rapid\w*|allure|marat\w*|competi\w*|test|run)"
)
"""What stands behind "10 km de" if it is not the name of a race's town."""

_GERMAN_BODY = r" ?-?(?:dauer)?(?:lau?e?fe?|laufen|runden?|einheit(?:en)?|programm|block|jog)"
"""What German compounds of a kind of run end in: "Temporunde", "Schwelleneinheit"."""

IGNORED: tuple[Row, ...] = (
    # German
    word(
        "ignored",
        r"tempo (?:machen|di|music)|tempo-?limit|tempo-30|tempo 30(?:er)? ?-?zone|lange(?:r"
        r"|s)? (?:nacht|wochenende"
        r"|abend|samstag|tag|mittag)"
        r"|auf dem laufenden|laufende? (?:kosten|nummer)|laufzeit(?:en)?|intervallfasten"
        r"|serienabend|kraftfahrt\w*|kraftwerk"
        r"|(?:tuv|service|wartungs?|olwechsel|prognose|pruf|inspektions?) ?-?intervalle?"
        r"|tempo (?:tucher|taschentucher)",
        "Tempo-30-Zone Sitzung",
        "Lange Nacht der Museen",
        "Intervallfasten 16:8",
        "TÜV Intervall",
    ),
    word(
        "ignored",
        r"(?:s|u|deutsche|db|stadt|strassen|auto|seil|schwebe) ?-?bahn(?:en)?"
        r"|bahn(?: (?:um )?\d{1,2}[:.]\d\d(?: uhr)?)? (?:nach|von|ab|richtung|fahren|fahrt"
        r"|streik|ticket|card|hof|verspatung|zu)"
        r"(?! ?\d| (?:der|dem) (?:arbeit|schule|buro))",
        "Bahn nach Hamburg",
        "Bahn 7:04 nach Köln",
        "S-Bahn Ersatzverkehr",
    ),
    word(
        "ignored",
        rf"{_OTHER_LAUF}|{_OTHER_RUNDE}",
        "Lebenslauf aktualisieren",
        "Tagesablauf besprechen",
        "Nudelauflauf 45 min",
        "Gesprächsrunde 60 min",
        "Gassirunde 3 km",
    ),
    word(
        "ignored",
        r"\w{0,20}(?:hunde|welpen|verkaufs|sicherheits|fahr|gedachtnis|bewerbungs|fuhrungs|sprach"
        r"|medien|produkt|software|konflikt|kommunikations|achtsamkeits|sauberkeits|autogenes )"
        r"-?training",
        "Hundetraining 60 min",
    ),
    word(
        "ignored",
        r"(?:pferde|auto|ski|seifenkisten|formel ?-?1|f1|motorrad|galopp|hunde|boots|ruder|segel)"
        r" ?-?rennen|rennen (?:schauen|gucken|ansehen|anschauen|formel|f1|motogp)",
        "Pferderennen Baden-Baden",
        "Rennen schauen Formel 1",
    ),
    # French
    word(
        "ignored",
        r"(?:faire (?:les|des) )?courses (?:au|aux|chez|de noel|alimentaires|en ligne"
        r"|pour)(?: \w+)?|faire les courses|en cours|cours de \w+"
        r"|maratho?n (?:administrati\w{1,2}|judiciaire|budgetaire|parlementaire|electoral"
        r"|legislati\w{1,2}"
        r"|judicial)"
        r"|courses? (?:(?:de|en) )?(?:taxi|vtc|uber|carrefour|leclerc|auchan|lidl)"
        r"|course (?:au tresor|d'ecole|en sac|contre la montre)|carrera contra (?:el |la )?\w+"
        r"|wettlauf gegen|course aux armements",
        "Courses au supermarché",
        "Cours de piano",
        "Course de taxi",
        "Marathon administratif",
    ),
    word(
        "ignored",
        r"cotes? (?:d'(?:agneau|azur|or|ivoire|armor|opale|emeraude)|de (?:porc|boeuf|veau|mouton)"
        r"|du rhone|levees)|pistes? (?:cyclables?|de (?:ski|danse|atterrissage|lecture)|rouges?"
        r"|noires?|bleues?|vertes?|audio)|semi ?-?(?:remorques?|conducteurs?)"
        r"|tempo edf|test (?:de )?(?:pcr|covid|antigenique|auditif|grossesse|embarazo|antigenos"
        r"|ingles)"
        r"|seuil de (?:pauvrete|rentabilite|tolerance)|courses? hippiques?"
        r"|recup(?:erer|eration)? (?:colis|paquets?|enfants?|cles|courrier|commande|papiers)",
        "Côtes d'agneau",
        "Piste cyclable",
        "Tempo EDF rouge",
        "Récup colis",
    ),
    # Spanish
    word(
        "ignored",
        r"(?:ver|mirar|maraton de) series?|maraton de (?:peliculas|netflix|cine)"
        r"|series? (?:de |en )?(?:tv|netflix|hbo)|hacer la compra|carrera (?:universitaria"
        r"|profesional|judicial|(?:de )?(?:taxi|uber|caballos|derecho|medicina|ingenieria"
        r"|enfermeria))|semana larga"
        r"|correr (?:con (?:los |el )?(?:gastos?|riesgos?)|(?:el )?riesgo|prisa|la voz"
        r"|al? (?:la |las |los )?(?:tienda|banco|super(?:mercado)?|farmacia|panaderia|correos"
        r"|aeropuerto|estacion))"
        r"|carreras? de (?:sacos?|coches|galgos|motos|drones|camareros|patos|globos|orugas)",
        "Maratón de series Netflix",
        "Ver series con Ana",
        "Carrera de Derecho",
        "Correr con los gastos",
        "Recados y correr a la tienda",
        "Carrera de sacos cole",
    ),
    word(
        "ignored",
        r"simulacro de (?:incendios?|evacuacion|examen|terremoto|emergencia)|cuesta de enero"
        r"|fondos? (?:de (?:inversion|pensiones|armario|pantalla)|comun|europeos?)|fuerzas? mayor"
        r"|tirada de (?:cartas|dados|tarot)|medi[oa] (?:hora|noche|tarde|pension|jornada|manana"
        r"|docena|ambiente)|pistas? de (?:padel|tenis|baile|esqui|patinaje|aterrizaje)"
        r"|ritmo de (?:vida|trabajo)|media de (?:edad|vida|notas)"
        r"|(?:rodaje|rodar) (?:(?:de |del |un |una |la ){1,2}(?:corto|anuncio|spot|serie|escena"
        r"|pelicula|documental|video\w{0,4})|pelicula|documental|videoclip)",
        "Simulacro de incendio",
        "Cuesta de enero",
        "Fuerza mayor",
        "Pista de pádel 18:00",
    ),
    # A kind that is not run.
    word(
        "denied",
        r"(?:kein(?:e|en|er)?|ohne|nicht) (?:intervalle?|tempo\w{0,12}|schwellen?|hugel|berge"
        r"|steigerungen|sprints?|wettkampf|rennen|kraft\w{0,9}|gym|bahn|qualitat)"
        r"|(?:pas de|pas d'|sans|aucune?|ni) ?(?:fractionnes?|fractio|vma|seuil|intervalles?|cotes?"
        r"|vitesse|muscu\w{0,9}|renfo\w{0,10}|competition|allure)"
        r"|(?:sin|nada de|ninguna?|ni) (?:series|cuestas|intervalos|ritmo|velocidad|fuerza"
        r"|gimnasio|gym|pesas|competicion|tempo|fartlek)",
        "Keine Intervalle",
        "Ohne Kraft",
        "Pas de fractionné",
        "Sin series",
    ),
)

BEFORE_AMOUNTS: tuple[Row, ...] = (
    run(
        "recovery",
        rf"^rdl(?=[^\n+&]{{0,20}}?\d\s?{_LENGTH})(?![^\n]*{_OF_STRENGTH})"
        rf"|(?:(?<=km\s)|(?<=\dk\s)|(?<=min\s)|(?<=minuten\s)|(?<=h\s)|(?<=std\s)|(?<=')|(?<='\s))rdl(?![^\n]*{_OF_STRENGTH})",
        "RDL 10 km",
        "RDL 45 min",
        "10 km RDL",
        grade="sure",
    ),
    run(
        "race",
        rf"(?:{_RACE_LENGTHS})(?:de|du|des|d(?='))(?=(?:\s|')(?:(?:la|las|los|el|le|les)\s|l')?"
        rf"(?!{_GROUND}(?![^\W\d_]))[^\W\d_]{{3}})",
        "20 km de Paris",
        "15 km du Puy",
        "10K de Valencia",
    ),
    run(
        "race_pace",
        r"(?:halb)?marathontempo|(?:im )?(?:hm|mrt|m|hmrt|wettkampf|renn) ?-?tempo|hmrt"
        r"|(?<![\d.,])(?:10|5)-?(?:k|km)-tempo|mrt(?= ?-?(?:lauf|block|einheit))",
        "Marathontempo 15 km",
        "Wettkampftempo 6 km",
        grade="sure",
        explains=True,
    ),
    run(
        "race_pace",
        r"allure (?:marathon|semi|specifique|course|as\d*)(?: ?-?marathon)?|(?:as)(?:10|21|42)",
        "Allure marathon 12 km",
        "Allure semi 10 km",
        grade="sure",
        explains=True,
    ),
    run(
        "race_pace",
        r"ritmo (?:de )?(?:maraton|media(?: maraton)?|carrera|competicion|objetivo)",
        "Ritmo maratón 12 km",
        grade="sure",
        explains=True,
    ),
    run(
        "race_pace",
        r"(?:wettkampf|renn|halbmarathon|marathon|hm|hyrox) ?-?(?:simulation|generalprobe)"
        r"|(?:simulation|generalprobe) (?:des |fur den )?(?:wettkampf\w{0,3}|rennen"
        r"|(?:halb)?marathons?|hyrox)"
        r"|simulation (?:de (?:la )?|du |d'un )?(?:course|competition|marathon|trail|hyrox|10 ?km?"
        r"|semi(?: ?-?marathon)?)|repetition generale (?:du |de )?(?:marathon|semi|course)"
        r"|(?:simulacro|simulacion|ensayo(?: general)?) (?:del? )?(?:la )?(?:carrera|competicion"
        r"|media(?: ?-?maraton)?|maraton|trail|hyrox|10 ?km?)",
        "Marathonsimulation 30 km",
        "Generalprobe Halbmarathon",
        "Simulation course 10 km",
        "Simulacro de media maratón 18 km",
        grade="sure",
        explains=True,
    ),
    run(
        None,
        r"(?:(?:halb ?-?)?marathon|hm|10 ?km?) ?-?(?:training|plan|vorbereitung|woche|einheit)"
        r"|(?:prepa(?:ration)?|plan|entrainement) (?:de |du )?(?:marathon|semi(?: ?-?marathon)?"
        r"|trail|10 ?km)|(?:preparacion|plan|entreno|entrenamiento) (?:de |del |para )?(?:la |el )?"
        r"(?:media(?: ?-?maraton)?|maraton|10 ?k)",
        "Halbmarathon Training",
        "Marathonvorbereitung",
        "Prépa marathon",
        "Entreno media maratón",
    ),
    run(
        "intervals",
        r"(?:[234568]00|1[0-26]00|2000)er(?: ?-?intervalle)?",
        "400er auf der Bahn",
        "8x 1000er",
        grade="sure",
    ),
    run(
        "easy",
        r"geh ?-?pausen|laufen ?/ ?gehen|marche ?/ ?course|caco|correr ?/ ?caminar|(?:lauf"
        r"|laufen) und gehen",
        "CaCo 30 min",
        "Laufen/Gehen 30 min",
        explains=True,
    ),
    word(
        "glue",
        r"(?:vor|nach|von|zur) (?:der )?(?:arbeit|schule|fruhstuck|buro)|(?:avant"
        r"|apres) (?:le )?(?:travail|boulot)|(?:antes|despues) del? (?:trabajo|curro)",
    ),
)

NOT_RUNS: tuple[Row, ...] = (
    word(
        "warm_up",
        r"einlau?fen|auslau?fen|einlauf|auslauf|echauffement|retour au calme"
        r"|calentamiento|enfriamiento|vuelta a la calma",
    ),
    word(
        "glue",
        r"(?:auf|um) ?\0+ ?(?:verschoben|verlegt)|(?:verschoben|verlegt) (?:vo[nm]|auf (?=\0))"
        r"|(?:reporte|decale|deplace|avance)(?:e|s|es)? (?:de|du|a (?=\0))"
        r"|(?:movid|pasad|aplazad|cambiad)[oa]s?(?: del?| desde|(?= ?\0))",
    ),
    word(
        "called_off",
        rf"^{_GERMAN_OFF}(?! (?:von|vom|aus|um|auf [\d\0]))|entfallt"
        rf"|{_GERMAN_OFF}{_ENDS}"
        rf"|(?:verschoben|verlegt) auf {_GERMAN_DAYS}|auf {_GERMAN_DAYS} (?:verlegt|verschoben)",
        "Abgesagt: langer Lauf",
        "Verschoben: Langer Lauf 28 km",
        "Intervalle (ausgefallen)",
        "Tempolauf verlegt auf Freitag",
    ),
    word(
        "called_off",
        rf"^(?:{_FRENCH_OFF})(?! (?:de|du|a [\d\0]))|(?:{_FRENCH_OFF}){_ENDS}"
        rf"|(?:reporte|repousse|decale|deplace)(?:e|s|es)? (?:a|au|a la) {_FRENCH_DAYS}",
        "Sortie longue annulée",
        "Seuil (reporté)",
        "VMA décalée à vendredi",
    ),
    word(
        "called_off",
        rf"^(?:{_SPANISH_OFF})(?! (?:de|del|a las|desde))|(?:{_SPANISH_OFF}){_ENDS}"
        rf"|(?:movid|pasad|trasladad|cambiad|aplazad|pospuest)[oa]s? (?:al?|para(?: el)?|a la)"
        rf" {_SPANISH_DAYS}",
        "Tirada larga cancelada",
        "Series 6x1000 (aplazadas)",
        "Tirada larga movida al domingo",
    ),
    word("instead", r"stattdessen|dafur|a la place|en su lugar|en vez"),
    word(
        "activity",
        r"(?:fuss?ball|hand ?-?ball|volleyball|basketball|tennis|schwimm|rad|ruder|kletter|box|reit"
        r"|ski|tanz|judo|karate|hockey|golf|badminton)-?training|(?:rad|fahrrad|bike|ski)-?runden?"
        r"|rad ?-?rennen|(?:schwimm|rad|schach|mal|lese|koch|vorlese|foto|ski|turn|reit|tanz"
        r"|schiess|(?:tisch ?-?)?tennis|(?:fuss?|hand|volley|basket|faust|base)ball|hockey|golf"
        r"|dart|poker|skat|judo|karate|ruder|segel|jass|quiz) ?-?"
        r"(?:wettkampf|wettbewerb|meisterschaft(?:en)?)"
        r"|(?:ski ?-?)?langlauf(?:en|er)?(?: ?-?(?:ski|training|einheit|runde|kurs|loipe|tour))?"
        r"(?: (?:klassisch|skating))?|ski ?-?roller|ski (?:de fond|alpin|roues)|esqui(?: de fondo)?"
        r"|roller ?ski",
        "Fußballtraining 90 min",
        "Radrunde 40 km",
        "Langlauf klassisch",
        "Ski de fond 15 km",
        "Esquí de fondo 12 km",
        grade="weak",
    ),
    word(
        "no_run",
        r"(?:kein(?:e|en)?|nicht|ohne) (?:\w{1,12} )?(?:lauf(?:en|training)?|training|joggen)"
        r"|pas de (?:course|footing|sortie)|no correr|sin correr",
        "Kein Lauf heute",
        "Pas de course aujourd'hui",
    ),
    word(
        "rest",
        r"ruhetag|pausentag|laufpause|trainingsfrei|^pause|^frei$|^repos|jour (?:de )?(?:repos"
        r"|off)|^descanso|dia de descanso|dia libre",
        "Ruhetag",
        "Repos",
        "Descanso",
    ),
)

RUNS: tuple[Row, ...] = (
    # German
    run(
        "race",
        r"trainings-?wettkampf",
        "Trainingswettkampf 5 km",
        priority="training",
    ),
    run(
        "race",
        r"(?:aufbau|vor|vorbereitungs|neben|zwischen)-?wettk(?:ampf|ampfe)",
        "Aufbauwettkampf 10 km",
        "Vorbereitungswettkampf Köln",
        priority="C",
    ),
    run(
        "race",
        r"(?:ziel|haupt|saison)-?(?:wettkampf|rennen)|saison-?hohepunkt",
        "Zielwettkampf Berlin",
        priority="A",
    ),
    run(
        "race",
        r"(?:kreis|bezirks|landes|gau|stadt|vereins|lauf|berglauf|cross|strassen|strassenlauf"
        r"|hallen|bahn|senioren|nord\w{0,8}|sud\w{0,8}|(?:deutsche|bayerische|hessische) )"
        r"-?meisterschaft(?:en)?|(?:bahn|saison|stadion) ?-?eroffnung(?= ?\0| lauf)",
        "Kreismeisterschaften 5000 m",
        "Landesmeisterschaft",
        "Bahneröffnung 3000m",
    ),
    run(
        "race",
        r"behobia(?: ?-?san sebastian)?|marseille ?-?cassis|sierre ?-?zinal|zegama|jean bouin"
        r"|escalade de geneve|cursa|zieleinlauf",
        "10K Behobia",
        "Marseille-Cassis",
        "Cursa dels Nassos 10 km",
        "Cursa de la Mercè",
    ),
    run(
        "race",
        r"(?<=\()(?:objetivo|objectif|zielrennen|ziel)(?=\))",
        "10K Ibiza (objetivo)",
        "10 km Annecy (objectif)",
        grade="sure",
        priority="A",
    ),
    run("race", r"halb ?-?marathons?|hm ?-?lauf", "Halbmarathon Wachau", km=21.0975),
    run(
        "race",
        r"wettkampf|rennen|staffelmarathon|crosslauf ?-?(?:meisterschaft|cup)|laufcup"
        r"|meisterschaft(?:en)?|(?:volks|stadt|altstadt|city|strassen|firmen|business|frauen"
        r"|staffel"
        r"|hindernis|benefiz|spenden|sponsoren|charity|silvester|neujahrs|dreikonigs|nikolo"
        r"|nikolaus"
        r"|advents?|weihnachts|oster|pfingst|fruhjahrs|fruhlings|herbst|sommernachts|martins"
        r"|muttertags|kirchweih|brucken|landkreis|matsch)-?lau?e?fe?",
        "Wettkampf 10 km Graz",
        "Silvesterlauf 8 km",
        "Volkslauf Bad Tölz",
        "Nikolauslauf",
        "Rennen Köln",
    ),
    run(
        "race",
        r"(?:^hm(?! ?,)|(?<=\s)hm)(?! ?[.!?]"
        r"| (?:not|no|ok|maybe|what|why|i|ich|mal|was|ob|das|the|treasury|revenue|customs|prison)"
        r"(?![^\W\d_]))",
        "HM Berlin",
        "Berlin HM",
        km=21.0975,
    ),
    run(
        "time_trial",
        r"laktat(?:stufen)?test|stufentest|leistungs(?:test|diagnostik)",
        "Laktattest",
        grade="weak",
    ),
    run("time_trial", r"testlauf", "Testlauf 5 km", grade="weak"),
    run("time_trial", r"testwettkampf|zeitlauf|cooper ?-?test|leistungstest lauf", "Zeitlauf 5 km"),
    run(
        "hills",
        r"hu(?:e)?gell?au?e?fe?|hu(?:e)?gelsprints?|hu(?:e)?gel|berg(?:an)?lau?e?fe?"
        r"|bergsprints?|bergintervalle|steigungslauf"
        r"|(?:berg(?:an|auf)?|hugel|steigungs|treppen) ?-?(?:lau?e?fe?|training|einheit(?:en)?"
        r"|sprints?|intervalle?|serien?|programm)",
        "Hügelläufe 10 x 200 m",
        "Berganläufe",
        "Bergsprints 8x",
        "Treppenlauf 45 min",
        explains=True,
    ),
    run("hills", r"treppen", "Treppen 10x", grade="weak", explains=True),
    run(
        "strides",
        r"steigerungs?lau?e?fe?|steigerungen|stl|stg|lignes droites",
        "Steigerungsläufe",
        "Lockerer Lauf 8 km + Steigerungen",
    ),
    run(
        "tempo",
        r"tempo ?-?dauerlauf|tempo ?-?lau?e?fe?|tdl|schwellen?(?:lauf|training|intervalle)?"
        r"|schnelle(?:r|rer)? dauerlauf|zu?e?giger dauerlauf|flotter dauerlauf|schwelle"
        rf"|(?:tempo|schwellen?){_GERMAN_BODY}",
        "Tempolauf 8 km",
        "Temporunde",
        "Schwelleneinheit",
        "Tempodauerlauf 40 min",
        "TDL 10 km",
        "Schwellenlauf",
        grade="sure",
        explains=True,
    ),
    run(
        "intervals",
        r"intervalle|intervall(?:training|lauf|einheit)|fahrt(?:en)?spiele?|int(?:erv)?\.?(?= ?\0)"
        r"|bahntraining|tempotraining"
        r"|minutenlau?e?fe?|pyramidenlauf|wiederholungslau?e?fe?|ivt|bahn ?-?(?:intervalle"
        r"|training)|spurts|antritte"
        rf"|(?:intervall|fahrtspiel|bahn|pyramiden|sprint|wiederholungs){_GERMAN_BODY}",
        "Intervalle 6x1000 m",
        "Intervalltraining Bahn",
        "Fahrtspiel 45 min",
        "Fahrtenspiel",
        "Int. 6x3",
        "Bahntraining",
        "Fahrtspielrunde 9 km",
    ),
    run("intervals", r"bahn", "Bahn", grade="weak"),
    run(
        "intervals",
        r"p[iy]ramid(?:en?|es?|al|es)?|leiter(?= ?[\d\0])|echelle(?= ?[\d\0])|escalera(?= ?[\d\0])",
        "Pyramide 1-2-3-2-1",
        "Pirámide 200-400-600-400-200",
        "Escalera 400-800-1200",
        grade="weak",
    ),
    run("medium_long", r"mittellanger? (?:lauf|dl)", "Mittellanger Lauf 16 km", grade="sure"),
    run(
        "long",
        r"lange[rn]? (?:\w{1,12} )?(?:dauer)?lauf|lange[rn]? (?:dl|runde|einheit)"
        r"|lala|ldl|eldl"
        r"|longjog",
        "Langer Lauf 28 km",
        "langer Lauf mit Endbeschleunigung 2h15",
        "LaLa 30 km",
        "ELDL 28",
        grade="sure",
    ),
    run("long", r"langer|lange(?= ?[\d\0]| locker| ruhig)", "Langer 28 km", grade="weak"),
    run(
        "progression",
        r"endbeschleunigung|crescendo(?:lauf)?|steigernd(?:er)?(?: lauf| dauerlauf)?",
        "Crescendolauf 12 km",
    ),
    run(
        "recovery",
        r"regenerations?lauf|reg ?-?lauf|regenerative[rn]? (?:dauer)?lauf|rekom?(?: ?-?lauf)?"
        rf"|regenerativ|erholungslauf|(?:regenerations?|reg|rekom?|erholungs){_GERMAN_BODY}",
        "Regenerationslauf 6 km",
        "Regenerativer Lauf 30 min",
        grade="sure",
    ),
    run(
        "steady",
        r"ga ?-?2|mittlerer dauerlauf|dl ?2",
        "GA2 10 km",
        "Mittlerer Dauerlauf 12 km",
        grade="sure",
    ),
    run(
        "easy",
        r"(?:locker(?:er|e|es)?|ruhiger|leichter|langsamer|gemutlicher"
        r"|entspannter) (?:dauer ?-?|wald ?-?|trail ?-?)?(?:lauf|dl|runde|traben)|ga ?-?1"
        rf"|grundlagen?(?:ausdauer|training|{_GERMAN_BODY})?|basis ?-?(?:lauf|ausdauer)|dauerlauf"
        r"|ldl|traben|dl ?1",
        "Lockerer Dauerlauf 8 km",
        "Dauerlauf 60 min",
        "GA1 12 km",
        "Grundlage 75 min",
    ),
    run(
        "easy",
        r"locker(?:e[rsn]?)?|ruhig(?:e[rsn]?)?|gemutlich(?:e[rsn]?)?",
        "Locker 8 km",
        "Ruhig 45 min",
        grade="weak",
    ),
    run(
        None,
        r"(?:morgen|abend|mittags|wald|berg|trail|nacht|feierabend|vereins|gruppen)lauf"
        r"|lauftreff|lauftraining|laufschule|lauf ?-?abc|laufband|tapis de course|cinta de correr",
        "Morgenlauf",
        "Lauftreff 19 Uhr",
        "Laufband 40 min",
        "Tapis de course 45 min",
        grade="sure",
    ),
    run(
        None,
        r"(?:haus|wald|park|see|morgen|abend|mittags?|feierabend|trainings|trail|berg|deich|fluss"
        r"|feld|dorf|jogging|fruh|lauf)-?runden?",
        "Feierabendrunde",
        "Hausrunde",
        grade="weak",
    ),
    run(
        None,
        r"lauf(?:en)?|laufe|joggen|lau?e?fe|laufeinheit|laufrunde",
        "Lauf 10 km",
        "Laufen mit Tom",
    ),
    # French
    run("race", r"semi ?-?marathon", "Semi-marathon de Paris", km=21.0975),
    run(
        "race",
        r"semi(?! ?-?(?:final|annual|annuel|detached|formal|permanent|retired|automat|truck|skilled"
        r"|skimmed|circle|colon|conscious|precious|structured|private|nude))(?= [^\W\d_]{3})",
        "Semi Lyon",
        km=21.0975,
    ),
    run("race", r"semi", "Semi de Lyon", grade="weak", km=21.0975),
    run(
        "race",
        r"(?:trail|course)(?= (?:d'[^\W\d_]|(?:des?|du) [^\W\d_]))",
        "Trail des Templiers",
        "Course des Lumières",
        grade="weak",
    ),
    run(
        "race",
        r"courses?(?= ?\0)|corrida|foulees|cross (?:departemental|regional|national)"
        r"|course officielle|carrera(?= ?\0)",
        "Course 10 km de Lyon",
        "Corrida de Noël 10 km",
    ),
    run(
        "race",
        r"(?:berg|trail|stadt|city|nacht|wald|seen?|alpin|gebirgs|winter|sommer)-?marathon",
        "Bergmarathon",
    ),
    run("race", r"cross(?= (?:du|des?) [^\W\d_])", "Cross de Noël", grade="weak"),
    run(None, r"cross(?= (?:court|long)| ?[\d\0]|$)", "Cross", "Cross 6 km", grade="weak"),
    run("race", r"relais|relevos|staffel|legua", "Relais 4 x 5 km", "Legua 5,5 km", grade="slight"),
    run("race", r"competition", "Compétition 10 km", grade="weak"),
    run("time_trial", r"test (?:vma|(?:de )?cooper|5 ?km)|demi-cooper", "Test VMA", grade="sure"),
    run(
        "hills",
        r"cotes|(?:seance |repetitions? )?(?:de |en )?cotes?(?= ?[\d\0])|montees",
        "Côtes 8 x 200 m",
        "Séance de côtes",
        explains=True,
    ),
    run(
        "hills",
        r"(?:montee d'|seance d'|sprints? d'|subida de |series de )?(?:escaliers|escaleras)",
        "Escaliers 10x",
        "Escaleras 8x30 s",
        grade="weak",
        explains=True,
    ),
    run(
        "tempo",
        r"(?:seance )?(?:au )?seuil(?: \d)?|allure seuil|tempo run",
        "Séance seuil 3 x 10 min",
        grade="sure",
        explains=True,
    ),
    run(
        "intervals",
        r"fractionnes?|fractio|vma|seance piste|fartlek|intervalles",
        "Fractionné 10x400 m",
        "VMA 30/30",
        "Séance piste",
    ),
    run(
        "long",
        r"sorties? longues?|sl(?= ?[\d\0])|footing long",
        "Sortie longue 1h45",
        "Sortie longue 22 km",
        grade="sure",
    ),
    run("long", r"sl", "SL", grade="weak"),
    run(
        "recovery",
        r"footing (?:de )?(?:recup(?:eration)?|regeneration)|decrassage",
        "Footing récup 30 min",
        grade="sure",
    ),
    run("recovery", r"recup(?:eration)? active", "Récup active", grade="sure"),
    run("recovery", r"recup(?:eration)?(?= ?[\d\0])", "Récup 30 min"),
    run("recovery", r"recup(?:eration)?", "Récup", grade="weak"),
    run(
        "easy",
        r"footing(?: facile| tranquille| lent| cool)?|endurance (?:fondamentale|de base)"
        r"|base aerobica|ef(?= ?[\d\0])"
        r"|sortie facile",
        "Footing 45 min",
        "Footing facile 8 km",
        "EF 50 min",
    ),
    run(
        None,
        r"courses? a pied|course(?= a)|sortie(?= club| running| du|$)|courir|sortie (?:trail"
        r"|running|cap|course)|cap(?= ?[\d\0])|jogging",
        "Course à pied",
        "Courir avec Léa",
    ),
    run(None, r"^courses?(?=$| ?[-:(])|^course(?= [^\W\d_]{3})", "Course", grade="weak"),
    run("easy", r"ef", "EF", grade="weak"),
    run(
        "easy",
        r"facile|tranquille|suave|facil|tranquil[oa]",
        "Facile 8 km",
        "Suave 8 km",
        grade="weak",
    ),
    run(
        None,
        r"entrainements?|entrenos?|entrenamientos?|calidad|qualite|qualitat",
        "Entraînement club 19h",
        "Entreno 60 min",
        grade="weak",
    ),
    # Spanish
    run("race", r"media maraton|medio maraton", "Media maratón de Valencia", km=21.0975),
    run("race", r"maraton", "Maratón de Sevilla", km=42.195),
    run("race", r"media(?= de [^\W\d_])", "Media de Valencia", grade="weak", km=21.0975),
    run(
        "race",
        r"carrera (?:popular|de la mujer|benefica|nocturna|solidaria|(?:de )?\d{1,2} ?k(?:m)?)"
        r"|san silvestre|competicion|milla urbana|cross (?:escolar|popular)",
        "Carrera popular 10K",
        "San Silvestre Vallecana",
    ),
    run("hills", r"cuestas|cuesta(?= ?[\d\0])", "Cuestas 10 x 1 min", explains=True),
    run("hills", r"subidas", "Subidas 10x", grade="weak", explains=True),
    run("hills", r"cuesta", "Cuesta", grade="weak", explains=True),
    run(
        "tempo",
        r"ritmo umbral|umbral|ritmo controlado|rodaje rapido",
        "Ritmo umbral 6 km",
        grade="sure",
        explains=True,
    ),
    run(
        "intervals",
        r"series (?:en pista|cortas|largas|de velocidad)|intervalos|fartlek|cambios de ritmo"
        r"|velocidad",
        "Series cortas",
        "Intervalos 5x1000",
    ),
    word("glue", r"pistes? forestieres?|pistas? forestal(?:es)?"),
    run(
        "intervals",
        r"piste(?: d'athletisme)?|pista(?: de atletismo)?",
        "Piste",
        "Pista 8x300",
        grade="weak",
    ),
    run("intervals", r"series", "Series 8x400", "Series en pista", grade="weak"),
    run(
        "progression",
        r"progresivos?|rodaje progresivo|rpg"
        r"|progressi(?:f|ve)s?(?! (?:runs?|miles))",
        "Footing progressif",
        "Rodaje progresivo 12 km",
    ),
    run(
        "long",
        r"(?:tirada|rodaje|carrera) larg[ao]|fondo largo|tirada(?= ?[\d\0])",
        "Tirada larga 24 km",
        "Rodaje largo 18 km",
        grade="sure",
    ),
    run("long", r"fondo|larg[ao](?= ?[\d\0])|tirada", "Fondo 20 km", "Largo 22 km", grade="weak"),
    run(
        "recovery",
        r"(?:rodaje|trote) (?:de )?(?:recuperacion|regenerativo)|trote suave|regenerativo",
        "Trote regenerativo 5 km",
        grade="sure",
    ),
    run("strides", r"rectas|progresiones", "Rodaje 8 km + 6 rectas"),
    run(
        "easy",
        r"rodajes?(?: suave| facil| tranquilo)?|rodar(?= suave|$| ?[\d\0])"
        r"|carrera continua(?: suave)?|trote|correr suave",
        "Rodaje suave 10 km",
        "Rodaje 50 min",
        "Carrera continua 40 min",
    ),
    run(
        None, r"correr|salida a correr|carrera", "Correr con Marta", "Correr 8 km", "Carrera Madrid"
    ),
    run("race_pace", r"mrt", "10 km MRT", grade="slight", explains=True),
)

STRENGTH: tuple[Row, ...] = (
    strength(
        "heavy",
        r"maximal ?-?kraft(?:training)?|kniebeugen?|kreuzheben|beintraining|beine"
        r"|langhantel(?:training)?|schweres krafttraining|sentadillas|peso muerto"
        r"|fuerza maxima|force max(?:imale)?|soulev(?:e|es) de terre",
        "Maximalkraft Kniebeugen",
        "Sentadillas 5x5",
        "Fuerza máxima",
    ),
    strength(
        "hypertrophy",
        r"muskelaufbau(?:training)?|hipertrofia|hypertrophie(?:training)?|prise de masse",
        "Muskelaufbau 60 min",
        "Hipertrofia",
    ),
    strength(
        "plyometric",
        r"sprungkraft(?:training)?|sprungtraining|plyometri(?:e|k)|pliometria|bondissements"
        r"|(?:multi ?-?)?saltos",
        "Sprungkraft 20 min",
        "Pliometría",
    ),
    strength(
        "circuit",
        r"zirkel(?:training)?|eigengewicht|ppg|circuit ?-?training|circuito|autocargas",
        "Zirkeltraining 40 min",
        "PPG 30 min",
    ),
    strength(
        "upper",
        r"oberkorper|(?:arm|brust|schulter|ruckens?)training|haut du corps|tren superior"
        r"|bankdrucken|press(?: de)? banca|developpes? couches?",
        "Oberkörper 40 min",
        "Press de banca 4x8",
        "Développé couché",
        "Tren superior",
    ),
    strength(
        "core",
        r"rumpf(?: ?-?(?:stabi(?:litat|training)?|kraft|training))?|stabi(?:training)?"
        r"|bauch(?:muskeln|training)|gainage|abdos|abdominales|zona media",
        "Rumpfstabi 20 min",
        "Gainage",
        "Abdominales",
    ),
    strength(
        None,
        r"kraft(?:training|einheit|raum)?|fitness ?-?studio|hanteln|musculation|muscu"
        r"|renfo(?:rcement)?(?: musculaire)?|salle de sport|pesas|fuerza|gimnasio|gym",
        "Krafttraining",
        "Renfo 30 min",
        "Pesas 45 min",
        "Musculation",
    ),
)

GENERIC: tuple[Row, ...] = (
    run(
        None,
        r"sorties?|seances?|sesion(?:es)?|salidas?|tapis|cinta|trails?",
        "Sortie 1h10",
        "Séance 8 km",
        "Cinta 40 min",
        "Salida trail 2h",
        grade="slight",
    ),
    run(
        "race",
        r"\w{3,20}-?(?:marathon|wettkampf|meisterschaft(?:en)?)"
        r"|(?:bahn|saison|stadion) ?-?eroffnung",
        "Rennsteigmarathon 42 km",
        "Pfingstwettkampf 10 km",
        grade="slight",
    ),
    run(
        None,
        r"(?:[emsi]|ex|ext|int)?dl|ea|cc|lauf-?(?:camp|lager|wochenende|wochen?|urlaub|seminar"
        r"|workshop|kurs|reise)|trainingslager",
        "EA 45'",
        "CC 50'",
        "EDL 14 km",
        "Laufcamp 10 km",
        grade="slight",
    ),
    run(
        None,
        r"(?:probe|vor|zwischen|end|rund|wett|mit|fluss)laufe?|\w{2,20}-?(?:runde|einheit"
        r"|training)|runde"
        r"|einheit",
        "Panoramarunde 14 km",
        "Ausdauertraining 60 min",
        "Einheit 50 min",
        "Rundlauf 9 km",
        grade="slight",
    ),
    run(
        None,
        r"(?!(?:lang|kinder|bambini|schul)lau)\w{2,24}-?(?:lauf|laufe|laeufe)",
        "Crosslauf",
        "Schlosslauf 8 km",
    ),
)
"""Words that are made up anew, after all that are known."""

OTHERS: tuple[Row, ...] = (
    word(
        "activity",
        r"radfahren|rad ?-?(?:tour|training|fahrt)|rennrad|rolle|schwimmen|wandern|wanderung"
        r"|spaziergang|gehen|skifahren|skitour|fuss?ball|klettern|velo|natation|nager"
        r"|randonnee|marche|rando|natacion|nadar|bici(?:cleta)?|caminar|senderismo|futbol"
        r"|ciclismo",
        "Radfahren 60 min locker",
        "Natation 2 km",
        "Bici 40 km",
    ),
    word(
        "care",
        r"(?:balance|koordinations|gleichgewichts|beckenboden|atem|mental|entspannungs)training"
        r"|dehnen|faszien(?:rolle|training)?|mobilitat|physiotherapie|etirements|kine"
        r"|estiramientos|movilidad|fisio(?:terapia)?|blackroll",
        "Dehnen 15 min",
        "Étirements",
    ),
    word(
        "half",
        r"morgens|vormittags?|fruhmorgens|(?:am )?morgen|fruh|le matin|matin|(?:por|de) la manana"
        r"|de manana|manana(?= [^\n]{0,90}(?:tarde|noche))",
        half="am",
    ),
    word(
        "double",
        r"doppel(?:tag|einheit)?|double[es]?s?|bi ?-?quotidien(?:ne)?|biquot|dobles?|doblete",
    ),
    word(
        "half",
        r"abends|nachmittags?|(?:am )?abend|le soir|soir|apres-midi|(?:por )?la (?:tarde|noche)"
        r"|tarde|noche|spat",
        half="pm",
    ),
    word(
        "about",
        r"anmeldung|startnummern?|abholung|startgebuhr|helfer|kinder|kinderlauf|laufschuhe"
        r"|vortrag|inscripcion|dorsal|recoger|voluntario|ninos|inscription|dossard|retrait"
        r"|benevole|enfants|chaussures|zapatillas|meldeschluss|besprechung|sitzung|fallig"
        r"|zuschauen|infantil(?:es)?|escolar(?:es)?",
        "Startnummer abholen Marathon",
        "Retrait dossard marathon",
        "Recoger dorsal maratón",
    ),
    word(
        "private",
        r"essen|abendessen|mittagessen|geburtstag|hochzeit|zahnarzt|arzt|termin|urlaub|ferien"
        r"|reise|schule|elternabend|familie|museum|museen|steuer(?:berater)?|arbeit|einkaufen"
        r"|friseur|heizung"
        r"|werkstatt|vertrag|rechnung|projekt|reunion|rendez-vous|rdv|diner|dejeuner"
        r"|anniversaire|mariage|dentiste|medecin|vacances|ecole|famille|travail|supermarche"
        r"|cena|comida|cumpleanos|boda|medico|vacaciones|escuela|familia|trabajo|cita|viaje"
        r"|feier|kita|grundschulen?|kindergarten|kindergeburtstag|hort|papas?|mamas?|omas?|opas?"
        r"|zuschauer(?:in|innen)?|cole|colegio|guarderia|recados|tienda|maternelle"
        r"|creche|\w{2,20}(?:vertrag|termin|sitzung|besprechung|feier|konzert|arzt|reise|prufung|schulung)"
        r"|netflix|tuv|olwechsel|wartung|zahnarzte|arzte|kino|konzert|umzug"
        r"|einweihung"
        r"|anlage|reunions|dentistes|medecins|colis|cine|resto|scolaire|cremaillere|demenagement"
        r"|reuniones|dentistas?|medicos|bodas|mudanza|vuelo|examen(?:es)?|deberes|tutoria"
        r"|devoirs|partiels?|klausur|vorlesung|unterricht|nachhilfe|aeropuerto|lycee|college"
        r"|matricula"
        r"|presupuesto|peluqueria|gafas|graduacion",
        "Lauf der Dinge Museum",
        "Marathon des dentistes",
        "Maratón de reuniones",
        "Probelauf Heizung",
    ),
)

GLUE: tuple[Row, ...] = (
    word("company", rf"{'|'.join(WITH)}|vor|nach|avant|apres|antes|despues"),
    word(
        "place",
        r"bei|beim|im|an|auf|vo[nm]|zum|zur|ab|entlang|um|durch|au|aux|dans|chez|sur|en|por|para"
        r"|al",
    ),
    word("of", r"de|del|du|des"),
    word(
        "glue",
        r"der|die|das|den|dem|und|dann|danach|heute|morgen|montags?|dienstags?|mittwochs?"
        r"|donnerstags?|freitags?|samstags?|sonntags?|einheit|runde|lauftreff|gruppe|verein"
        r"|langsam|schnell|schon|kurz|inkl|dazu|pause|trabpause|minuten|std|uhr|wald|see|fluss"
        r"|bahn|et|puis|ensuite|le|la|les|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
        r"|seance|piste|facile|tranquille|lent|nature|allure|rapide|y|luego|despues|el|los|las"
        r"|lunes|martes|miercoles|jueves|viernes|sabado|domingo|sesion|entreno|entrenamiento"
        r"|pista|parque|suave|fuerte|facil|ritmo|hoy|manana|tranquilo|minutos|flach|profiliert"
        r"|wellig|gelande"
        r"|vite|rapides?|a fond|a bloc|a tope|a fondo|rapid[oa]s?|intens[eoa]|alegre|prisa|forcer"
        r"|zu?e?gig\w{0,3}|flott\w{0,3}|hart|vollgas|hetzen|schnelle[rsn]?"
        r"|ganz|sehr|nur|etwas|wirklich|tres|bien|juste|muy|solo"
        r"|feld|asphalt|strecke|hausstrecke|foret|bois|plage|canal|quais|berges|vallonnee?|ce"
        r"|cet|cette"
        r"|aujourd'hui|demain|campo|monte|playa|rio|casa|asfalto|tartan|llano|este|esta",
    ),
)

GENTLE: tuple[Row, ...] = (
    word(
        "gentle",
        r"(?:nicht|nichts|kein(?:e|en|er)?|ohne|nie|keinesfalls)(?: (?:zu|so|allzu|ganz|mehr|sehr"
        r"|besonders|richtig)){0,2} (?:schnell\w{0,4}|zu?e?gig\w{0,3}|flott\w{0,3}|hart\w{0,3}"
        r"|vollgas"
        r"|scharf)",
        "Dauerlauf 10 km, nicht schnell",
        "Lockerer Lauf, nicht zu flott",
    ),
    word(
        "gentle",
        r"(?:pas|jamais|rien|ni|sans|moins)(?: (?:trop|si|tres|plus|de|aller|courir|du tout)){0,2}"
        r" (?:vite|rapides?|intense|soutenue?|fort|a fond)",
        "Footing 10 km, pas vite",
        "Footing pas trop rapide",
    ),
    word(
        "gentle",
        r"(?:no|nada|nunca|ni|sin|menos)(?: (?:tan|muy|demasiado|mas|ir|correr|ser)){0,2}"
        r" (?:fuerte|rapid[oa]|rapido|intens[oa]|a tope|a fondo)",
        "Rodaje 10 km, nada fuerte",
        "Rodaje no muy rápido",
    ),
)
"""Words by which a run is not hard though such a word is in them."""

HARD: tuple[Row, ...] = (
    word(
        "hard",
        r"nicht (?:ganz |so |sehr |zu )?(?:locker|leicht|ruhig|langsam)"
        r"|schnell\w{0,4}|zu?e?gig\w{0,3}|flott\w{0,3}|tempowechsel\w?|vollgas|endspurt|hart"
        r"|letzte[nr]? \d+|die letzten \d+|druckvoll",
        "Lockerer Dauerlauf mit Tempowechseln",
        "Dauerlauf zügig 10 km",
        "Dauerlauf 12 km, letzte 3 km nach Gefühl",
        "8 km, nicht locker",
    ),
    word(
        "hard",
        r"pas (?:si |tres |trop )?(?:facile|tranquille|cool)"
        r"|rapides?|rapidement|vite|soutenue?s?|intense|a fond|a bloc|finir fort|(?:plus"
        r"|assez) fort"
        r"|dernier(?:e|s|es)? \d+|\d+ (?:dernier|derniere)s",
        "Footing 12 km, rapide à la fin",
        "Footing 45 min, les 10 dernières minutes à fond",
        "Sortie facile 8 km, finir fort",
    ),
    word(
        "hard",
        r"no (?:tan |muy |demasiado )?(?:suave|facil|tranquil[oa])"
        r"|fuertes?|rapid[oa]s?|rapidamente|a tope|a fondo|intens[oa]s?|alegre|ultim[oa]s? \d+"
        r"|apretando|acelerando",
        "Rodaje 12 km, últimos 3 fuerte",
        "Trote 8 km alegre",
        "Rodaje suave y final a tope",
    ),
    word(
        "hard",
        r"antritt(?:e|en|s)?|\w{0,12}wechsel(?:n|s|lauf\w{0,2})?|\w{0,8}spritzen"
        r"|(?:mit|\+|inkl\.?|dann) (?:\w{1,10} ){0,2}(?:\w{0,8}blo(?:e)?ck(?:e|en|s)?|einlagen?"
        r"|abschnitt(?:e|en)?|berg(?:en)?|anstieg\w{0,3})|tempoblo(?:e)?ck(?:e|en|s)?|spurts?"
        r"|beschleunig\w{1,8}|ka|kraftausdauer",
        "Dauerlauf mit Antritten",
        "Lockerer Wechsellauf",
        "Dauerlauf mit Block",
        "GA1 + KA",
    ),
    word(
        "hard",
        r"blocs?|variations?|variee?s?|changements?|acceler\w{2,8}|relances?"
        r"|allure (?:5|10|15|20|21|42)(?![\d:'])|vif|vive|mixte",
        "Footing avec blocs",
        "Footing avec variations d'allure",
        "EF puis 3 km allure 10",
    ),
    word(
        "hard",
        r"cambios|viv[oa]|aceleraci(?:on|ones)|variad[oa]s?|progresion|controlad[oa]|arreon(?:es)?"
        r"|(?:con|en|\+) (?:\w{1,10} ){0,2}bloques?|tirones|mixto|chispa"
        r"|ritmo(?! ?(?:de )?(?:muy )?(?:suave|tranquil|facil|comod|lent"
        r"|conversa|rodaje|recuperacion|libre|bajo|constante|[5-9][:']))",
        "Rodaje con cambios",
        "Rodaje vivo",
        "Rodaje ritmo",
        "Trote con aceleraciones",
        "Carrera continua variada",
        "Carrera continua con progresión",
    ),
)
"""Words by which a run of a gentle kind is not gentle all the way."""

_NAMES = "|".join(sorted(FIRST_NAMES))

OTHERS_RACES: tuple[Row, ...] = (
    word(
        "about",
        r"kinder\w{0,12}|bambini\w{0,6}|(?:grund)?schul(?:e|en|fest|lauf|sport\w{0,5}|kinder)|kita"
        r"|hort|jugend\w{0,6}|papas?|mamas?|opas?|omas?|onkel|tante|\w{0,16}feier|zuschau\w{1,6}"
        r"|anfeuer\w{1,3}|unterstutz\w{1,4}|familien?\w{0,5}"
        rf"|(?=\w+ (?:lauft|rennt|startet))(?:{_NAMES}) \w+",
        "Firmenlauf Feier",
        "Sponsorenlauf Grundschule",
        "Spendenlauf Kita Leo",
        "Papa läuft Marathon",
        "Kindergeburtstag Schnitzeljagd - Rennen",
        "Jonas läuft Halbmarathon",
    ),
    word(
        "about",
        r"enfants?|ecoles?|maternelle|creche|poussins?|maman|mamie|papi|encourag\w{1,4}|soutien"
        rf"|famille|scolaires?|(?=\w+ court)(?:{_NAMES}) court",
        "Corrida des enfants 1 km",
        "Encourager Manon au marathon de Paris",
    ),
    word(
        "about",
        r"nin[oa]s?|infantil(?:es)?|cole(?:gio)?s?|escuela|guarderia|escolar(?:es)?|abuel[oa]s?"
        rf"|hij[oa]s?|sacos|animar|apoy\w{{1,4}}|familia\w{{0,2}}|(?=\w+ corre)(?:{_NAMES}) corre",
        "Carrera solidaria del cole",
        "Cross escolar Lucía",
    ),
)
"""Words beside a race by which it is somebody else's."""

RUNNING: tuple[Row, ...] = (
    word(
        "running",
        r"\w*lauf\w*|footing|courir|courses?|correr|carreras?|rodajes?|tirada",
        "Rad 20 km und Lauf 5 km",
        "Vélo 20 km + footing 5 km",
        "Bici 20 km + rodaje 5 km",
    ),
)
"""Words for a run that no other activity is called by."""
