"""The words of German, French and Spanish titles. They are looked for before the English ones.

Accents are folded away: "cotes" is also "côtes". The examples beside a pattern are tests of it.
"""

from .rows import Row, run, strength, word

IGNORED: tuple[Row, ...] = (
    # German
    word("ignored", r"tempo ?-?(?:30|limit|taschentuecher|taschentucher)(?: ?-?zone)?|lange(?:r|s)? (?:nacht|wochenende|abend|samstag|tag|mittag)|probelauf|testlauf|ablauf|leerlauf|lebenslauf|auf dem laufenden|laufende? (?:kosten|nummer)|laufzeit(?:en)?|intervallfasten|serienabend|kreislauf|kraftfahrt\w*|kraftwerk|durchlauf", "Tempo-30-Zone Sitzung", "Lange Nacht der Museen", "Probelauf Heizung", "Intervallfasten 16:8"),
    # French
    word("ignored", r"(?:faire (?:les|des) )?courses (?:au|aux|chez|de noel|alimentaires|en ligne|pour)(?: \w+)?|faire les courses|en cours|cours de \w+", "Courses au supermarché", "Cours de piano"),
    # Spanish
    word("ignored", r"(?:ver|mirar|maraton de) series?|maraton de (?:peliculas|netflix|cine)|series? de (?:tv|netflix)|hacer la compra|carrera (?:universitaria|profesional)|semana larga", "Maratón de series Netflix", "Ver series con Ana"),
)  # fmt: skip

BEFORE_AMOUNTS: tuple[Row, ...] = (
    run("race_pace", r"(?:halb)?marathontempo|(?:im )?(?:hm|mrt|m|hmrt|wettkampf|renn) ?-?tempo|mrt|hmrt|(?:10|5) ?(?:k|km) ?-?tempo", "Marathontempo 15 km", "Wettkampftempo 6 km", grade="sure", explains=True),
    run("race_pace", r"allure (?:marathon|semi|specifique|course|as\d*)(?: ?-?marathon)?|(?:as)(?:10|21|42)", "Allure marathon 12 km", "Allure semi 10 km", grade="sure", explains=True),
    run("race_pace", r"ritmo (?:de )?(?:maraton|media(?: maraton)?|carrera|competicion|objetivo)", "Ritmo maratón 12 km", grade="sure", explains=True),
    run("easy", r"geh ?-?pausen|laufen ?/ ?gehen|marche ?/ ?course|caco|correr ?/ ?caminar|(?:lauf|laufen) und gehen", "CaCo 30 min", "Laufen/Gehen 30 min", explains=True),
    word("glue", r"(?:vor|nach|von|zur) (?:der )?(?:arbeit|schule|fruhstuck|buro)|(?:avant|apres) (?:le )?(?:travail|boulot)|(?:antes|despues) del? (?:trabajo|curro)"),
)  # fmt: skip

NOT_RUNS: tuple[Row, ...] = (
    word("no_run", r"(?:kein(?:e|en)?|nicht|ohne) (?:\w{1,12} )?(?:lauf(?:en|training)?|training|joggen)|pas de (?:course|footing|sortie)|no correr|sin correr", "Kein Lauf heute", "Pas de course aujourd'hui"),
    word("rest", r"ruhetag|pausentag|laufpause|trainingsfrei|^pause|^frei$|^repos|jour (?:de )?(?:repos|off)|^descanso|dia de descanso|dia libre", "Ruhetag", "Repos", "Descanso"),
)  # fmt: skip

RUNS: tuple[Row, ...] = (
    # German
    run("race", r"halb ?-?marathons?|hm ?-?lauf", "Halbmarathon Wachau", km=21.0975),
    run("race", r"wettkampf|volkslauf|stadtlauf|silvesterlauf|firmenlauf|frauenlauf|staffelmarathon|crosslauf ?-?(?:meisterschaft|cup)|laufcup|meisterschaft(?:en)?", "Wettkampf 10 km Graz", "Silvesterlauf 8 km", "Volkslauf Bad Tölz"),
    run("time_trial", r"testwettkampf|zeitlauf|cooper ?-?test|leistungstest lauf", "Zeitlauf 5 km"),
    run("hills", r"hu(?:e)?gell?au?e?fe?|hu(?:e)?gelsprints?|hu(?:e)?gel|berg(?:an)?lau?e?fe?|bergsprints?|bergintervalle|steigungslauf", "Hügelläufe 10 x 200 m", "Berganläufe", "Bergsprints 8x", explains=True),
    run("strides", r"steigerungs?lau?e?fe?|steigerungen|stl", "Steigerungsläufe", "Lockerer Lauf 8 km + Steigerungen"),
    run("tempo", r"tempo ?-?dauerlauf|tempo ?-?lau?e?fe?|tdl|schwellen?(?:lauf|training|intervalle)?|schnelle(?:r|rer)? dauerlauf|zu?e?giger dauerlauf|flotter dauerlauf|schwelle", "Tempolauf 8 km", "Tempodauerlauf 40 min", "TDL 10 km", "Schwellenlauf", grade="sure", explains=True),
    run("intervals", r"intervall?e?(?:training|lauf|einheit|s)?|fahrtspiel|bahntraining|tempotraining|minutenlau?e?fe?|pyramidenlauf|wiederholungslau?e?fe?|ivt|bahn ?-?(?:intervalle|training)|spurts|antritte", "Intervalle 6x1000 m", "Intervalltraining Bahn", "Fahrtspiel 45 min", "Bahntraining"),
    run("intervals", r"bahn", "Bahn", grade="weak"),
    run("medium_long", r"mittellanger? (?:lauf|dl)", "Mittellanger Lauf 16 km", grade="sure"),
    run("long", r"lange[rn]? (?:\w{1,12} )?(?:dauer)?lauf|lange[rn]? dl|langlauf(?= \d)|lala|ldl|longjog|langer", "Langer Lauf 28 km", "langer Lauf mit Endbeschleunigung 2h15", "LaLa 30 km", grade="sure"),
    run("progression", r"endbeschleunigung|crescendo(?:lauf)?|steigernd(?:er)?(?: lauf| dauerlauf)?", "Crescendolauf 12 km"),
    run("recovery", r"regenerations?lauf|reg ?-?lauf|regenerative[rn]? (?:dauer)?lauf|rekom(?: ?-?lauf)?|regenerativ|erholungslauf", "Regenerationslauf 6 km", "Regenerativer Lauf 30 min", grade="sure"),
    run("easy", r"(?:locker(?:er|e|es)?|ruhiger|leichter|langsamer|gemutlicher|entspannter) (?:dauer ?-?|wald ?-?|trail ?-?)?(?:lauf|dl|runde|traben)|ga ?-?1|grundlagen(?:lauf|ausdauer)?|dauerlauf|ldl|traben|dl ?1", "Lockerer Dauerlauf 8 km", "Dauerlauf 60 min", "GA1 12 km"),
    run("steady", r"ga ?-?2|mittlerer dauerlauf|dl ?2", "GA2 10 km", "Mittlerer Dauerlauf 12 km", grade="sure"),
    run("easy", r"locker", "Locker 8 km", grade="weak"),
    run(None, r"(?:morgen|abend|mittags|wald|berg|trail|nacht|feierabend|vereins|gruppen)lauf|lauftreff|lauftraining", "Morgenlauf", "Lauftreff 19 Uhr", grade="sure"),
    run(None, r"lauf(?:en)?|laufe|joggen|lau?e?fe|laufeinheit|laufrunde", "Lauf 10 km", "Laufen mit Tom"),
    # French
    run("race", r"semi(?: ?-?marathon)?", "Semi-marathon de Paris", km=21.0975),
    run("race", r"course (?:de )?(?:10|5|15|20) ?km|competition|corrida|foulees|cross (?:departemental|regional|national)|course officielle", "Course 10 km de Lyon", "Corrida de Noël 10 km"),
    run("time_trial", r"test (?:vma|cooper|5 ?km)|demi-cooper", "Test VMA", grade="sure"),
    run("hills", r"cotes|(?:seance |repetitions? )?(?:de |en )?cotes?(?= \d)|montees", "Côtes 8 x 200 m", "Séance de côtes", explains=True),
    run("tempo", r"(?:seance )?(?:au )?seuil(?: \d)?|allure seuil|tempo run", "Séance seuil 3 x 10 min", grade="sure", explains=True),
    run("intervals", r"fractionnes?|fractio|vma|seance piste|fartlek|intervalles", "Fractionné 10x400 m", "VMA 30/30", "Séance piste"),
    run("long", r"sorties? longues?|sl(?= \d)|footing long", "Sortie longue 1h45", "Sortie longue 22 km", grade="sure"),
    run("recovery", r"footing (?:de )?(?:recup(?:eration)?|regeneration)|decrassage", "Footing récup 30 min", grade="sure"),
    run("easy", r"footing(?: facile| tranquille| lent| cool)?|endurance fondamentale|ef(?= \d)|sortie facile", "Footing 45 min", "Footing facile 8 km", "EF 50 min"),
    run(None, r"courses? a pied|courir|sortie (?:trail|running|cap|course)|cap(?= \d)|jogging", "Course à pied", "Courir avec Léa"),
    # Spanish
    run("race", r"media maraton|medio maraton", "Media maratón de Valencia", km=21.0975),
    run("race", r"maraton", "Maratón de Sevilla", km=42.195),
    run("race", r"carrera (?:popular|de la mujer|benefica|nocturna|solidaria|(?:de )?\d{1,2} ?k(?:m)?)|san silvestre|competicion|milla urbana|cross (?:escolar|popular)", "Carrera popular 10K", "San Silvestre Vallecana"),
    run("hills", r"cuestas?", "Cuestas 10 x 1 min", explains=True),
    run("tempo", r"ritmo umbral|umbral|ritmo controlado|rodaje rapido", "Ritmo umbral 6 km", grade="sure", explains=True),
    run("intervals", r"series(?: (?:en|cortas|largas|de velocidad))?(?: pista)?|intervalos|fartlek|cambios de ritmo|velocidad", "Series 8x400", "Series en pista", "Intervalos 5x1000"),
    run("progression", r"progresivos?|rodaje progresivo|rpg", "Rodaje progresivo 12 km"),
    run("long", r"(?:tirada|rodaje|carrera) larg[ao]|fondo largo|tirada(?= \d)", "Tirada larga 24 km", "Rodaje largo 18 km", grade="sure"),
    run("recovery", r"(?:rodaje|trote) (?:de )?(?:recuperacion|regenerativo)|trote suave|regenerativo", "Trote regenerativo 5 km", grade="sure"),
    run("strides", r"rectas|progresiones", "Rodaje 8 km + 6 rectas"),
    run("easy", r"rodajes?(?: suave| facil| tranquilo)?|carrera continua(?: suave)?|trote|correr suave", "Rodaje suave 10 km", "Rodaje 50 min", "Carrera continua 40 min"),
    run(None, r"correr|salida a correr|carrera(?= \d)", "Correr con Marta", "Correr 8 km"),
)  # fmt: skip

STRENGTH: tuple[Row, ...] = (
    strength("heavy", r"maximal ?-?kraft(?:training)?|kniebeugen?|kreuzheben|beintraining|langhantel(?:training)?|schweres krafttraining|sentadillas|peso muerto|fuerza maxima|force max(?:imale)?|soulev(?:e|es) de terre", "Maximalkraft Kniebeugen", "Sentadillas 5x5", "Fuerza máxima"),
    strength("hypertrophy", r"muskelaufbau(?:training)?|hipertrofia|hypertrophie(?:training)?|prise de masse", "Muskelaufbau 60 min", "Hipertrofia"),
    strength("plyometric", r"sprungkraft(?:training)?|sprungtraining|plyometri(?:e|k)|pliometria|bondissements|saltos", "Sprungkraft 20 min", "Pliometría"),
    strength("circuit", r"zirkel(?:training)?|eigengewicht|ppg|circuit ?-?training|circuito|autocargas", "Zirkeltraining 40 min", "PPG 30 min"),
    strength("upper", r"oberkorper|haut du corps|tren superior|bankdrucken", "Oberkörper 40 min", "Tren superior"),
    strength("core", r"rumpf(?: ?-?(?:stabi(?:litat|training)?|kraft|training))?|stabi(?:training)?|bauch(?:muskeln|training)|gainage|abdos|abdominales|zona media", "Rumpfstabi 20 min", "Gainage", "Abdominales"),
    strength(None, r"kraft(?:training|einheit|raum)?|fitness ?-?studio|hanteln|musculation|muscu|renfo(?:rcement)?(?: musculaire)?|salle de sport|pesas|fuerza|gimnasio|gym", "Krafttraining", "Renfo 30 min", "Pesas 45 min", "Musculation"),
)  # fmt: skip

OTHERS: tuple[Row, ...] = (
    word("activity", r"radfahren|rad ?-?(?:tour|training|fahrt)|rennrad|rolle|schwimmen|wandern|wanderung|spaziergang|gehen|langlauf|skifahren|skitour|fuss?ball|klettern|velo|natation|nager|randonnee|marche|rando|natacion|nadar|bici(?:cleta)?|caminar|senderismo|futbol|ciclismo", "Radfahren 60 min locker", "Natation 2 km", "Bici 40 km"),
    word("care", r"dehnen|faszien(?:rolle|training)?|mobilitat|physiotherapie|etirements|kine|estiramientos|movilidad|fisio(?:terapia)?|blackroll", "Dehnen 15 min", "Étirements"),
    word("half", r"morgens|vormittags?|fruhmorgens|(?:am )?morgen|le matin|matin|por la manana", half="am"),
    word("half", r"abends|nachmittags?|(?:am )?abend|le soir|soir|apres-midi|por la tarde|tarde", half="pm"),
    word("about", r"anmeldung|startnummern?|abholung|startgebuhr|helfer|kinder|kinderlauf|laufschuhe|vortrag|inscripcion|dorsal|recoger|voluntario|ninos|inscription|dossard|retrait|benevole|enfants|chaussures|zapatillas|meldeschluss|besprechung|sitzung|fallig|zuschauen", "Startnummer abholen Marathon", "Retrait dossard marathon", "Recoger dorsal maratón"),
    word("private", r"essen|abendessen|mittagessen|geburtstag|hochzeit|zahnarzt|arzt|termin|urlaub|ferien|reise|schule|elternabend|familie|museum|museen|arbeit|einkaufen|friseur|heizung|werkstatt|vertrag|rechnung|projekt|reunion|rendez-vous|rdv|diner|dejeuner|anniversaire|mariage|dentiste|medecin|vacances|ecole|famille|travail|supermarche|cena|comida|cumpleanos|boda|medico|vacaciones|escuela|familia|trabajo|cita|viaje|netflix", "Lauf der Dinge Museum"),
)  # fmt: skip

GLUE: tuple[Row, ...] = (
    word("company", r"mit|vor|nach|avec|avant|apres|con|antes|despues"),
    word("place", r"bei|beim|im|an|auf|entlang|um|durch|au|aux|dans|chez|sur|en|por|para|de|del|du|des|al"),
    word("glue", r"der|die|das|den|dem|und|dann|danach|heute|morgen|montags?|dienstags?|mittwochs?|donnerstags?|freitags?|samstags?|sonntags?|einheit|runde|lauftreff|gruppe|verein|langsam|schnell|schon|kurz|inkl|dazu|pause|trabpause|minuten|std|uhr|wald|see|fluss|bahn|et|puis|ensuite|le|la|les|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|seance|piste|facile|tranquille|lent|nature|allure|rapide|y|luego|despues|el|los|las|lunes|martes|miercoles|jueves|viernes|sabado|domingo|sesion|entreno|entrenamiento|pista|parque|suave|fuerte|facil|ritmo|hoy|tranquilo|calentamiento|enfriamiento|minutos"),
)  # fmt: skip
