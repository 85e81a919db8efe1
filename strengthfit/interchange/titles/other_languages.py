"""The words of German, French and Spanish titles. They are looked for before the English ones.

Accents are folded away: "cotes" is also "côtes". The examples beside a pattern are tests of it.
"""

from .rows import Row, run, strength, word

IGNORED: tuple[Row, ...] = (
    # German
    word(
        "ignored",
        r"tempo (?:machen|di|music)|tempo-?limit|tempo-30|tempo 30(?:er)? ?-?zone|lange(?:r"
        r"|s)? (?:nacht|wochenende"
        r"|abend|samstag|tag|mittag)|probelauf|testlauf|ablauf|leerlauf|lebenslauf"
        r"|auf dem laufenden|laufende? (?:kosten|nummer)|laufzeit(?:en)?|intervallfasten"
        r"|serienabend|kreislauf|kraftfahrt\w*|kraftwerk|durchlauf",
        "Tempo-30-Zone Sitzung",
        "Lange Nacht der Museen",
        "Probelauf Heizung",
        "Intervallfasten 16:8",
    ),
    # French
    word(
        "ignored",
        r"(?:faire (?:les|des) )?courses (?:au|aux|chez|de noel|alimentaires|en ligne"
        r"|pour)(?: \w+)?|faire les courses|en cours|cours de \w+",
        "Courses au supermarché",
        "Cours de piano",
    ),
    # Spanish
    word(
        "ignored",
        r"(?:ver|mirar|maraton de) series?|maraton de (?:peliculas|netflix|cine)"
        r"|series? de (?:tv|netflix)|hacer la compra|carrera (?:universitaria|profesional)"
        r"|semana larga",
        "Maratón de series Netflix",
        "Ver series con Ana",
    ),
)

BEFORE_AMOUNTS: tuple[Row, ...] = (
    run(
        "race_pace",
        r"(?:halb)?marathontempo|(?:im )?(?:hm|mrt|m|hmrt|wettkampf|renn) ?-?tempo|mrt|hmrt"
        r"|(?<![\d.,])(?:10|5)-?(?:k|km)-tempo",
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
        "called_off",
        r"^(?:abgesagt|annule(?:e|s)?|cancelad[oa]s?|suspendid[oa])|entfallt"
        r"|(?:abgesagt|fallt aus|annule(?:e|s)?|cancelad[oa]s?|suspendid[oa])$",
        "Abgesagt: langer Lauf",
        "Sortie longue annulée",
        "Tirada larga cancelada",
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
    run("race", r"halb ?-?marathons?|hm ?-?lauf", "Halbmarathon Wachau", km=21.0975),
    run(
        "race",
        r"wettkampf|volkslauf|stadtlauf|silvesterlauf|firmenlauf|frauenlauf|staffelmarathon"
        r"|crosslauf ?-?(?:meisterschaft|cup)|laufcup|meisterschaft(?:en)?",
        "Wettkampf 10 km Graz",
        "Silvesterlauf 8 km",
        "Volkslauf Bad Tölz",
    ),
    run("time_trial", r"testwettkampf|zeitlauf|cooper ?-?test|leistungstest lauf", "Zeitlauf 5 km"),
    run(
        "hills",
        r"hu(?:e)?gell?au?e?fe?|hu(?:e)?gelsprints?|hu(?:e)?gel|berg(?:an)?lau?e?fe?"
        r"|bergsprints?|bergintervalle|steigungslauf",
        "Hügelläufe 10 x 200 m",
        "Berganläufe",
        "Bergsprints 8x",
        explains=True,
    ),
    run(
        "strides",
        r"steigerungs?lau?e?fe?|steigerungen|stl|stg|lignes droites",
        "Steigerungsläufe",
        "Lockerer Lauf 8 km + Steigerungen",
    ),
    run(
        "tempo",
        r"tempo ?-?dauerlauf|tempo ?-?lau?e?fe?|tdl|schwellen?(?:lauf|training|intervalle)?"
        r"|schnelle(?:r|rer)? dauerlauf|zu?e?giger dauerlauf|flotter dauerlauf|schwelle",
        "Tempolauf 8 km",
        "Tempodauerlauf 40 min",
        "TDL 10 km",
        "Schwellenlauf",
        grade="sure",
        explains=True,
    ),
    run(
        "intervals",
        r"intervalle|intervall(?:training|lauf|einheit)|fahrtspiel|bahntraining|tempotraining"
        r"|minutenlau?e?fe?|pyramidenlauf|wiederholungslau?e?fe?|ivt|bahn ?-?(?:intervalle"
        r"|training)|spurts|antritte",
        "Intervalle 6x1000 m",
        "Intervalltraining Bahn",
        "Fahrtspiel 45 min",
        "Bahntraining",
    ),
    run("intervals", r"bahn", "Bahn", grade="weak"),
    run("medium_long", r"mittellanger? (?:lauf|dl)", "Mittellanger Lauf 16 km", grade="sure"),
    run(
        "long",
        r"lange[rn]? (?:\w{1,12} )?(?:dauer)?lauf|lange[rn]? dl|langlauf(?= ?[\d\0])|lala|ldl"
        r"|longjog",
        "Langer Lauf 28 km",
        "langer Lauf mit Endbeschleunigung 2h15",
        "LaLa 30 km",
        grade="sure",
    ),
    run("long", r"langer", "Langer 28 km", grade="weak"),
    run(
        "progression",
        r"endbeschleunigung|crescendo(?:lauf)?|steigernd(?:er)?(?: lauf| dauerlauf)?",
        "Crescendolauf 12 km",
    ),
    run(
        "recovery",
        r"regenerations?lauf|reg ?-?lauf|regenerative[rn]? (?:dauer)?lauf|rekom(?: ?-?lauf)?"
        r"|regenerativ|erholungslauf",
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
        r"|grundlagen(?:lauf|ausdauer)?|dauerlauf|ldl|traben|dl ?1",
        "Lockerer Dauerlauf 8 km",
        "Dauerlauf 60 min",
        "GA1 12 km",
    ),
    run("easy", r"locker", "Locker 8 km", grade="weak"),
    run(
        None,
        r"(?:morgen|abend|mittags|wald|berg|trail|nacht|feierabend|vereins|gruppen)lauf"
        r"|lauftreff|lauftraining",
        "Morgenlauf",
        "Lauftreff 19 Uhr",
        grade="sure",
    ),
    run(
        None,
        r"lauf(?:en)?|laufe|joggen|lau?e?fe|laufeinheit|laufrunde",
        "Lauf 10 km",
        "Laufen mit Tom",
    ),
    # French
    run("race", r"semi ?-?marathon", "Semi-marathon de Paris", km=21.0975),
    run("race", r"semi", "Semi de Lyon", grade="weak", km=21.0975),
    run(
        "race",
        r"courses?(?= ?\0)|corrida|foulees|cross (?:departemental|regional|national)"
        r"|course officielle|carrera(?= ?\0)",
        "Course 10 km de Lyon",
        "Corrida de Noël 10 km",
    ),
    run("race", r"competition", "Compétition 10 km", grade="weak"),
    run("time_trial", r"test (?:vma|cooper|5 ?km)|demi-cooper", "Test VMA", grade="sure"),
    run(
        "hills",
        r"cotes|(?:seance |repetitions? )?(?:de |en )?cotes?(?= ?[\d\0])|montees",
        "Côtes 8 x 200 m",
        "Séance de côtes",
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
    run(
        "recovery",
        r"(?:footing (?:de )?)?(?:recup(?:eration)?|regeneration)|decrassage",
        "Footing récup 30 min",
        grade="sure",
    ),
    run(
        "easy",
        r"footing(?: facile| tranquille| lent| cool)?|endurance fondamentale|ef(?= ?[\d\0])"
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
    run(None, r"^courses?(?=$| ?[-:(])", "Course", grade="weak"),
    run("easy", r"ef", "EF", grade="weak"),
    # Spanish
    run("race", r"media maraton|medio maraton", "Media maratón de Valencia", km=21.0975),
    run("race", r"maraton", "Maratón de Sevilla", km=42.195),
    run(
        "race",
        r"carrera (?:popular|de la mujer|benefica|nocturna|solidaria|(?:de )?\d{1,2} ?k(?:m)?)"
        r"|san silvestre|competicion|milla urbana|cross (?:escolar|popular)",
        "Carrera popular 10K",
        "San Silvestre Vallecana",
    ),
    run("hills", r"cuestas?", "Cuestas 10 x 1 min", explains=True),
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
    run("intervals", r"series", "Series 8x400", "Series en pista", grade="weak"),
    run("progression", r"progresivos?|rodaje progresivo|rpg", "Rodaje progresivo 12 km"),
    run(
        "long",
        r"(?:tirada|rodaje|carrera) larg[ao]|fondo largo|tirada(?= ?[\d\0])",
        "Tirada larga 24 km",
        "Rodaje largo 18 km",
        grade="sure",
    ),
    run(
        "recovery",
        r"(?:rodaje|trote) (?:de )?(?:recuperacion|regenerativo)|trote suave|regenerativo",
        "Trote regenerativo 5 km",
        grade="sure",
    ),
    run("strides", r"rectas|progresiones", "Rodaje 8 km + 6 rectas"),
    run(
        "easy",
        r"rodajes?(?: suave| facil| tranquilo)?|carrera continua(?: suave)?|trote|correr suave",
        "Rodaje suave 10 km",
        "Rodaje 50 min",
        "Carrera continua 40 min",
    ),
    run(None, r"correr|salida a correr|carrera(?= ?\d)", "Correr con Marta", "Correr 8 km"),
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
        r"|saltos",
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
        r"oberkorper|haut du corps|tren superior|bankdrucken",
        "Oberkörper 40 min",
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

OTHERS: tuple[Row, ...] = (
    word(
        "activity",
        r"radfahren|rad ?-?(?:tour|training|fahrt)|rennrad|rolle|schwimmen|wandern|wanderung"
        r"|spaziergang|gehen|langlauf|skifahren|skitour|fuss?ball|klettern|velo|natation|nager"
        r"|randonnee|marche|rando|natacion|nadar|bici(?:cleta)?|caminar|senderismo|futbol"
        r"|ciclismo",
        "Radfahren 60 min locker",
        "Natation 2 km",
        "Bici 40 km",
    ),
    word(
        "care",
        r"dehnen|faszien(?:rolle|training)?|mobilitat|physiotherapie|etirements|kine"
        r"|estiramientos|movilidad|fisio(?:terapia)?|blackroll",
        "Dehnen 15 min",
        "Étirements",
    ),
    word(
        "half",
        r"morgens|vormittags?|fruhmorgens|(?:am )?morgen|le matin|matin|por la manana",
        half="am",
    ),
    word(
        "half",
        r"abends|nachmittags?|(?:am )?abend|le soir|soir|apres-midi|por la tarde|tarde",
        half="pm",
    ),
    word(
        "about",
        r"anmeldung|startnummern?|abholung|startgebuhr|helfer|kinder|kinderlauf|laufschuhe"
        r"|vortrag|inscripcion|dorsal|recoger|voluntario|ninos|inscription|dossard|retrait"
        r"|benevole|enfants|chaussures|zapatillas|meldeschluss|besprechung|sitzung|fallig"
        r"|zuschauen",
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
        r"|netflix",
        "Lauf der Dinge Museum",
    ),
)

GLUE: tuple[Row, ...] = (
    word("company", r"mit|vor|nach|avec|avant|apres|con|antes|despues"),
    word(
        "place",
        r"bei|beim|im|an|auf|entlang|um|durch|au|aux|dans|chez|sur|en|por|para|de|del|du|des"
        r"|al",
    ),
    word(
        "glue",
        r"der|die|das|den|dem|und|dann|danach|heute|morgen|montags?|dienstags?|mittwochs?"
        r"|donnerstags?|freitags?|samstags?|sonntags?|einheit|runde|lauftreff|gruppe|verein"
        r"|langsam|schnell|schon|kurz|inkl|dazu|pause|trabpause|minuten|std|uhr|wald|see|fluss"
        r"|bahn|et|puis|ensuite|le|la|les|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
        r"|seance|piste|facile|tranquille|lent|nature|allure|rapide|y|luego|despues|el|los|las"
        r"|lunes|martes|miercoles|jueves|viernes|sabado|domingo|sesion|entreno|entrenamiento"
        r"|pista|parque|suave|fuerte|facil|ritmo|hoy|tranquilo|calentamiento|enfriamiento"
        r"|minutos",
    ),
)
