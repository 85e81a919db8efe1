"""Words for people: who else runs along, or whose race it is. All folded, in four languages."""

_FIRST_NAMES = """
    aaron adam alan alba alejandro alex alice amelie amy ana anais andrea andreas andrew andy angela
    anja anke anna anne annika antoine antonio ava bea ben beth birgit bob boris camille carla
    carlos carmen carol caro caroline carsten cecile charlie charlotte chloe chris christian
    christoph claire clara claudia claus cristina dan daniel daniela dave david diego dominik eddie
    elena elise ella ellen emily emma enzo eric erik eva fabian felix finn florian frank fred
    gabriel george georg greta guillaume hagen hanna hannah hannes harry heike helen helena helene
    henri henry holger hugo ian ines ingrid isabel isabelle jack jakob james jan jana jane janine
    javier jean jen jenny jens jess jessica jim joan jochen joe johann johannes john jon jonas
    jorge jose josh juan jule julia julian julie julien jurgen karen karin karl karsten kate katrin
    katja kevin kirsten klaus lars laura lea lena leo leon leonie liam lina linda lisa lola lotta
    lotte louis louise luca lucas lucia lucie lucy luis luisa lukas manon manuel marc marco maren
    maria marie mario mark markus marta martha martin martina mateo mathieu mats matt matthias max
    maxime mia michael michel miguel mike mila mira moritz nadine nathalie nick nico nicolas nina
    noah nora olivia oliver olivier oscar pablo paco paul paula pedro pepe peter phil philipp pia
    pierre priya rachel raul rebecca rob robert romain ruben ruth sam samuel sandra sara sarah
    sebastian sergio simon sofia sonja sophia sophie stefan steffen steffi stephen steve steven
    susan susanne sven tanja theo thomas tim timo tina tobias tom tommy toni torben uli ulrich
    ursula ute uwe valentin vera victor wendy yann yvonne zoe
"""
FIRST_NAMES = frozenset(_FIRST_NAMES.split())
"""Names that are written in lower case too, or that look like a German plural."""

_COMPANIONS = """
    lads girls boys mates mate guys ladies folks neighbours neighbour neighbors neighbor colleagues
    colleague coworkers buddy buddies bestie pals pal wife husband partner girlfriend boyfriend
    brother sister cousin son daughter twins toddler baby dogs pup puppy pram buggy stroller
    headphones music audiobook camera backpack headtorch poles vest visitors students pacers
    newbies beginners harriers runners coach strava everyone everybody others someone somebody
    walkers visiting view views photos stops stop errands work shopping energy joy fun smile smiles
    mask nasal breathing heart rate cap strap gps phone gloves hat cadence focus technique posture
    coffee cake tea pastries ice cream swim shower home pancakes
    freund freunden freundin freundinnen kollegen kollege kollegin kolleginnen nachbar nachbarn
    nachbarin jungs madels frau mann bruder schwester geschwister cousine sohn tochter kindern
    kinderwagen hund hunden musik stirnlampe rucksack stocken anderen allen trainer trainerin
    vereinskollegen laufgruppe gasten maske handy pulsgurt kaffee kuchen eis dusche kumpel kumpels
    amis amie amies ami copains copines copain copine collegues collegue voisins voisin voisine
    mari femme frere soeur fils fille chien chiens poussette musique frontale sac autres cafe
    douche gateau
    technik abc gammes educatifs technique tecnica ejercicios
    amigos amigas amigo amiga companeros companeras companero companera vecinos vecino vecina
    marido mujer novio novia hermano hermana hijo hija hijos primos primo perro perros carrito
    musica frontal mochila todos otros ducha chicos chicas grupo gente
"""
COMPANIONS = frozenset(_COMPANIONS.split())
"""Who or what comes along, or follows, without making a run any harder."""

_DETERMINERS = """
    some few new old his her their two three
    ein eine einem einer einen mein meine meinem meiner meinen unser unserem unserer unseren ihrem
    ihrer seinem seiner alten neuen
    un une mon ma mes son sa ses notre nos leur leurs deux
    uno una unos unas mi mis tu tus su sus nuestro nuestra dos
"""
DETERMINERS = frozenset(_DETERMINERS.split())
"""What may stand before them."""
