"""The words of English titles, in the order in which they are looked for: longer ones first.

What is ignored comes before all else, then words that hold figures, then (after distances, times
and repetitions are found) the rest. The examples beside a pattern are tests of it.
"""

from .people import FIRST_NAMES
from .rows import Row, run, strength, word

JOINS = ("and", "then", "plus", "followed by")
ORS = ("or",)
THEN = ("then", "plus", "followed by")
WITH = ("with", "w/")

_DAYS = (
    r"(?:(?:next |this )?(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday"
    r"|thursday|friday|saturday|sunday)|tomorrow|next (?:week|day|month)|(?:the )?weekend"
    r"|another day|later (?:this|in the) week|the \d{1,2}(?:st|nd|rd|th)?|\d{1,2}[./]\d{1,2})"
)
"""Days to which a run may be moved; of a run that is moved to an hour the day stays."""

_OFF = (
    r"(?:cancell?ed|cancld|cxld|canx|postponed|skipped|missed|deleted|called off|rained off"
    r"|scrapped"
    r"|scratched|not done|did ?(?:n't|not) (?:run|happen)|dns)"
)
_ERRANDS = (
    r"(?:coffee|food|bagels?|do(?:ugh)?nuts?|pizza|tacos?|burgers?|burritos?|kebabs?|sushi|curry"
    r"|ice ?-?cream|gelato|snacks?|take ?-?(?:away|out)|mcdonald'?s|starbucks|croissants?|bakery"
    r"|pharmacy|grocery|supply|booze|alcohol)"
)
"""What people fetch: "coffee run". A run before or after it is another thing."""

_ENDS = r"(?=\s?(?:$|[()\],;|/!]|-\s)|\s(?:due|because|bc|owing|thanks|today))"
"""Where what is said of a session ends."""

IGNORED: tuple[Row, ...] = (
    word(
        "ignored",
        r"\d{1,3} ?k? steps|jog(?:ging)? (?:my|his|her|your) memory|hit and run|track and trace"
        r"|marathon oil|at work|run (?:dmc|lola)|(?:blade|logan's|chicken|midnight) runn?(?:er)?",
        "10k steps",
        "Jogging my memory",
        "Track and trace",
    ),
    word(
        "ignored",
        r"born to run|run the jewels|run boy run|running (?:up that hill|on empty|man)"
        r"|marathon man|chariots of fire|on the run"
        r"|the long run(?= ?[:(-]? ?(?:album|book|documentary|eagles|film|lp|tour|tribute))",
        "Born to Run book club",
        "Running Up That Hill karaoke",
        "The Long Run (Eagles tribute)",
    ),
    word(
        "ignored",
        r"(?:service|maintenance|inspection|oil change|confidence|prediction|fasting|birth|time"
        r"|billing|polling|refresh) intervals?|intervals? (?:fasting|music|acts?)",
        "Service interval - car",
        "Oil change interval",
    ),
    word(
        "ignored",
        r"skip(?:ping|s)? ?-?(?:rope|ropes|drills?|bin|hire|level)|jump(?:ing)? ropes?"
        r"|(?:[abc] ?-?|power |side )skip(?:s|ping)?",
        "Skipping rope 10 min",
        "Skip drills",
        "A-skips",
    ),
    word(
        "ignored",
        r"(?:test|trial) runs?(?= (?:build|of|new|for|v\d|release|server|deploy))",
        "Test run build 5",
    ),
    word(
        "ignored",
        r"running (?:late|behind|low|out|costs?|order|joke|total|commentary|water|start"
        r"|store|shop|gear|watch|socks|clothes|magazine|app"
        r"|for (?:office|mayor|president|council))",
        "Running late for call w/ Bob",
        "Running costs review",
    ),
    word(
        "ignored",
        r"run (?:some |the |a few |my |all )?(?:errands?|payroll|reports?|numbers|tests?"
        r"|builds?|scripts?|backups?|dishwasher|laundry|meeting|workshop|simulation|queries"
        r"|query|diagnostics|antivirus|updates?|migration|bath|stall|raffle|packing|pack|travel"
        r"|parking|session with)",
        "Run errands",
        "Run the dishwasher",
    ),
    word(
        "ignored",
        r"run (?:in)?to (?:the |a )?(?:shops?|store|supermarket|bank|post office|pharmacy"
        r"|chemist|bakery|tip|dump|ikea|costco)",
        "Run to the shops",
        "Run to the post office",
    ),
    word(
        "ignored",
        r"(?:dry|payroll|school|beer|booze|bank|supply|grocery|supermarket|airport|print"
        r"|milk|ski|dump|tip|costco|ikea|target|store|pharmacy|batch|pipeline"
        r"|production|theatrical|bull|bear|home|post office|recycling|rubbish|trash|charity shop"
        r"|hardware store|bottle bank|nappy|diaper|formula) runs?(?= (?:of|to|for|derby"
        r"|with|after|before|on|in|then|and|today|tomorrow|tonight)|$|[,;:!?(.-]| -)",
        "Dry run of the demo",
        "School run",
        "Home run derby with dad",
    ),
    word(
        "ignored",
        r"run by (?:legal|hr|finance|compliance|me|you|them|the boss)"
        r"|run through (?:with|of|the (?:slides|deck|numbers|agenda|demo))"
        r"|run (?:out of|up to|rate|book|sheet|of show|for (?:office|mayor|president|council))",
        "Run by Legal",
        "Run-through with client",
    ),
    word("ignored", r"in the long run|long run average", "Cheaper in the long run: insulation"),
    word(
        "ignored",
        r"(?:kids'?|children'?s?|child'?s|school|nursery|son'?s|daughter'?s|sack"
        r"|egg(?: and spoon)?|pancake|duck|horse|boat|car|motor|dog|greyhound|drag|sailing"
        r"|yacht|f1|formula 1|formula one|motogp|nascar|grand prix|pinewood|wheelbarrow|rat"
        r"|arms|human|space|title|leadership|mayoral|senate) races?",
        "School race for the kids",
        "F1 race at Marc's",
        "Horse races",
    ),
    word(
        "ignored",
        r"races? (?:conditions?|against|relations|night|tracks?|to (?:the (?:bottom|top|sea)"
        r"|zero|space"
        r"|dubai)|cars?|card)|sim rac(?:es?|ing|ers?)|(?:i|e|sim) ?-?racing",
        "Race condition debugging",
        "Race night at the pub",
        "Sim racing league",
    ),
    word("ignored", r"races? (?:for|with) (?:the |my )?(?:kids|children)", "Race for the kids"),
    word(
        "ignored",
        r"sprint (?:planning|review|retro|retrospective|demo|goals?|backlog|refinement"
        r"|kick off|start|end|board|\d+)",
        "Sprint planning",
        "Sprint 42 demo",
    ),
    word(
        "ignored",
        r"track (?:a |the |my )?(?:packages?|parcels?|orders?|delivery|deliveries|changes"
        r"|expenses|records?|lists?|time|hours|spending|progress)|on track (?:for|to|with)"
        r"|track by track"
        r"|(?:sound|back|fast|off"
        r"|race|album|title|audio) ?track(?= (?:for|to|with|of|review)|$)",
        "Track package",
        "Track changes deadline",
    ),
    word(
        "ignored",
        r"(?:netflix|movie|film|tv|series|star wars|lotr|lord of the rings|harry potter|gaming"
        r"|game|baking|coding|cooking|reading|cleaning|shopping|board game|simpsons) marathon"
        r"|marathon (?:meetings?|calls?|viewing|binge|coding|gaming|negotiations?|sitting|bar"
        r"|reading|hearing|debate|screening|of (?:meetings|calls|errands|exams|films|movies))",
        "Netflix marathon",
        "Marathon meeting",
    ),
    word(
        "ignored",
        r"lo+ng (?:weekend|lunch|island|beach|overdue|haul|term|story|john|call|time|drive|nap"
        r"|meeting|service|bath|night|list|leave|shift|flight|read|covid|time no see|jump|johns"
        r"|distance (?:calls?|train|coach|bus|relationship|friend)"
        r"|division|wait|queue|sleeve)",
        "Long weekend",
        "Long lunch",
        "Call Steven re: Long Island",
        "Long distance call with Nana",
    ),
    word(
        "ignored",
        r"easy (?:jet|street|way|peasy|listening|apply|read|rider|pay|going|cook|returns?)",
        "easyJet flight EZY8123",
        "Easy Street band practice",
    ),
    word("ignored", r"steady (?:eddie|on|cam|job|income)", "Steady Eddie gig"),
    word(
        "ignored",
        r"core (?:data|team|hours|group|banking|values|product|committee|meeting|web|vitals"
        r"|modules?|curriculum|competenc(?:y|ies)|library|services?|business|subjects?)",
        "Core team meeting",
        "Core Data migration",
    ),
    word(
        "ignored",
        r"circuit (?:breakers?|court|boards?|judge|diagrams?|design)",
        "Circuit breaker replaced",
        "Circuit court hearing",
    ),
    word(
        "ignored",
        r"heavy (?:rain|snow|traffic|metal|goods|duty|winds?|machinery|storms?|boxes|lift van"
        r"|load delivery)",
        "Heavy rain warning",
    ),
    word(
        "ignored",
        r"upper (?:floors?|house|school|deck|east|west|management|class|street|hall|level)",
        "Upper floor inspection",
    ),
    word("ignored", r"rest (?:of|assured|api|home|is|room)", "Rest of the boxes to storage"),
    word(
        "ignored",
        r"(?:disaster|data|asset|debt|vat|password|account|system|backup|economic|file"
        r"|wisdom) recovery|recovery (?:of|plan|point|drive|disk|key|fund|agent|email|audit"
        r"|room|meeting|position)",
        "Recovery of deposit - call landlord",
    ),
    word(
        "ignored",
        r"speed (?:dating|awareness|cameras?|limits?|bumps?|reading|tests?|fine|typing|cubing"
        r"|networking|boat|dial|bump)",
        "Speed dating",
        "Speed awareness course",
    ),
    word(
        "ignored",
        r"(?:benny|notting|capitol|lauryn|tufnell|rose|beacon|mill|church|castle|chapel) hill"
        r"|hill (?:street|house|farm|road|avenue|station|staff)",
        "Hill Street viewing",
        "Benny Hill night",
    ),
    word(
        "ignored",
        r"half (?:term|day|price|board|year(?:ly)?|hour|time|past|an hour|pint|terms|yearly)"
        r"|(?:first|second|other|better|last|back|front) half",
        "Half term",
        "Half day",
        "Half price tickets",
    ),
    word(
        "ignored",
        r"weights? ?(?:&|and) ?measures?|weigh ?-?lifts?",
        "Weights & measures audit",
    ),
    word(
        "ignored",
        r"strengths? (?:finder|finders|based|and weaknesses|of (?:materials|evidence|team))",
        "Strength finder workshop",
    ),
    word(
        "ignored",
        r"(?:gym|fitness) (?:membership|bag|kit|teacher|hall|induction|contract|direct debit"
        r"|shoes|card|fees?|clothes)|(?:jungle|baby|climbing) gym",
        "Gym membership renewal",
        "Gym induction",
    ),
    word(
        "ignored",
        r"power (?:outage|cut|bi|point|station|nap|lunch|tools?|of attorney|plant|supply|bank"
        r"|rangers|company)",
        "Power outage 9-11",
    ),
    word(
        "ignored",
        r"(?:push|pull) (?:notifications?|requests?|back|to prod|chair|date)|lift (?:repair"
        r"|inspection|engineer|maintenance|share|shaft|pass(?:es)?|home"
        r"|to (?:the )?(?:airport|station|school))"
        r"|weight (?:watchers"
        r"|limit)",
        "Pull request review",
    ),
    word(
        "ignored",
        r"plank (?:delivery|floor(?:ing)?|order)|planks? (?:from|for the deck)|bench (?:repair"
        r"|mark|marks|delivery)|chest (?:x ray|infection|freezer|of drawers)|leg of lamb"
        r"|legs? of|jump start|jump (?:on a )?call|drop jump url|fire drill"
        r"|press (?:conference|release|club|office)|squat (?:toilet|party)|bench warrant"
        r"|circuit party",
        "Plank delivery from timber yard",
        "Bench repair",
        "Legs of lamb order",
        "Jump start battery",
        "Fire drill",
    ),
    word(
        "ignored",
        r"repeat (?:prescription|customer|order)|pace (?:gallery|university|maker|yourself)"
        r"|stride health|progress (?:review|report|update|meeting)|ladder safety(?: training)?"
        r"|pyramid sales|property ladder|intervals? theatre",
        "Repeat prescription",
        "Pace Gallery opening",
        "Progress review",
        "Ladder safety training",
    ),
    word(
        "denied",
        r"(?:no|without) (?:speed(?: ?work)?|intervals|tempo|hills|strides|strength|gym|weights"
        r"|lifting"
        r"|core|watch|pace|racing|race|plyos?|workout clothes)",
        "No gym",
        "No intervals",
    ),
    word(
        "ignored",
        r"(?:training|workout) (?:clothes|gear|kit|playlist|video|budget|day at office"
        r"|needs analysis)|(?:safety|gdpr|compliance|fire|it|security|staff|potty|puppy|dog"
        r"|first aid|sales|leadership|crate|team|mandatory|onboarding|excel|system|product"
        r"|user|harassment) training",
        "Workout clothes laundry",
    ),
)
"""Phrases in which the words of runners mean something else."""

BEFORE_AMOUNTS: tuple[Row, ...] = (
    word("double", r"2 ?x ?(?:a )?day"),
    word(
        "glue",
        r"(?:(?:\d{1,3} )?(?:days?|weeks?) (?:to|till|until|before|after)|pre|post|before"
        r"|after|recovery from|for|last (?:one )?before) (?:the |my )?(?:races?|race day"
        r"|parkrun|half marathon|marathon|5k|10k)(?! pace)|(?:races?|marathon"
        r"|half marathon) ?[:-]? ?"
        r"(?:in )?\d{1,3} (?:days?|weeks?)(?: to go| left)?|(?:races?|marathon"
        r"|half marathon) (?:week|tomorrow|prep"
        r"|weekend|fuel)|(?:marathon|race) recovery",
        "Shakeout run before race",
    ),
    word(
        "glue",
        r"(?:before|after|from|to|via) (?:the |my )?(?:work|school|breakfast|lunch|dinner"
        r"|office|meetings?|brunch|coffee|kindergarten|drop off|dentist|church)",
    ),
    run(
        "easy",
        r"^base(?=$|\s?[,;+(•]|\s?[:-]?\s?\d)"
        r"|(?:(?<=\dk\s)|(?<=km\s)|(?<=min\s)|(?<=mi\s)|(?<=miles\s))base(?=$|\s?[,;+(•]|\s?\d)",
        "Base",
        "Base 50 min",
        "8 km base",
        grade="weak",
    ),
    run(
        "easy",
        r"c25k|couch to 5 ?k|(?<!min\s)(?<![sm]\s)(?:(?:run|jog)(?:ning"
        r"|ging)? ?[/+&-] ?walk(?:ing)?|walk(?:ing)? ?[/+&-] ?(?:run|jog)(?:ning|ging)?)"
        r"|(?:run|jog) walk|walk (?:run|jog)|jeff(?:ing)?|\d{1,2} ?(?:min|mins|minutes|s|sec"
        r"|seconds|') (?:run|jog)(?:ning|ging)? ?[,/+&-]? ?(?:then |and )?\d{1,2} ?(?:min|mins"
        r"|minutes|s|sec|seconds|') walk(?:ing)?|(?<![^\W_]\s)(?:run|jog) \d{1,3} ?(?:km|k|m|min"
        r"|mins"
        r"|minutes|s|sec|seconds|') ?[,;/+&-]? ?(?:then |and )?walk(?: \d{1,3} ?(?:km|k|min"
        r"|mins|minutes|s|sec|seconds))?",
        "C25K week 3 day 2",
        "Walk/jog 30 min",
        "Run/walk 40 min",
        "Run 2 min, walk 2 min",
        explains=True,
    ),
    run(
        "strides",
        r"(?:gen(?:eral|\.)? ?-?aerobic|ga|easy|recovery|aerobic)(?: run)? ?(?:\+|&|and|plus"
        r"|w/|with) ?speed(?! ?(?:work|session|intervals))",
        "Gen-aerobic + speed with 10 x 100 m strides",
        "GA + speed",
        grade="sure",
    ),
    run(
        "race_pace",
        r"(?:at |@ ?)?(?:\d{1,2} ?k ?(?:to|-|/) ?)?(?:goal |target )?(?:m|hm|gm|marathon"
        r"|half(?: ?-?marathon)?|ultra) (?:race )?(?:pace|effort|speed)(?: run)?",
        "Marathon-pace run",
        "Marathon pace 10 miles",
        "HM pace 5 km",
        grade="sure",
        explains=True,
    ),
    run(
        "race_pace",
        r"(?:at |@ ?)?(?:(?:3|5|8|10|12|15|20) ?(?:k|km) ?(?:to|-|/) ?)?(?:goal "
        r"|target )?(?:(?:3|5|8|10|12|15|20) ?(?:k|km)|10 mile|mile|1500|3000|5000"
        r"|10000) (?:m )?(?:race )?(?:pace|effort|speed)",
        "5 mi @ 5K race pace",
        grade="sure",
    ),
    run(
        "race_pace",
        r"@ ?(?:mp|hmp|hm)|hmp|g?mp(?= run)",
        "HMP 3 x 3 km",
        "12mi w/ 8 @ MP",
        explains=True,
    ),
    run(
        "race_pace",
        r"(?:at |@ ?)?(?:a |b |goal |target )?(?:race|goal|target) (?:pace|effort|speed|specific)"
        r"(?: run)?|(?:marathon|half marathon) specific",
        "Race pace 6 km",
        "Goal pace run 8 km",
        grade="sure",
        explains=True,
    ),
    run(
        "race_pace",
        r"(?:race ?-?day|race|goal|marathon|half(?: ?-?marathon)?|hm|ultra|hyrox|ironman|triathlon"
        r"|duathlon|\d{1,2} ?k)(?: race)? (?:sim(?:s|ulations?|ulators?)?|(?:dress )?rehearsal"
        r"|dry ?-?run|practice run)(?: run| day)?|(?:mock|simulated?) (?:race|marathon"
        r"|half(?: ?-?marathon)?|hyrox|\d{1,2} ?k)|dress rehearsal run",
        "Marathon simulation",
        "Run: Race Sim",
        "Hyrox sim",
        "Race rehearsal 16 km",
        "Mock race 5k",
        grade="sure",
        explains=True,
    ),
    run(
        "race_pace",
        r"(?:at "
        r"|@ ?)?~?\d{2,3}(?: ?[-/] ?\d{2,3}){0,4} ?% ?/?(?: ?of)? ?(?:the )?(?:\d{1,2} ?k|mp"
        r"|hmp|hm|m|marathon|half|lt|vo2 ?max|race)(?: pace| effort)?",
        "8 km at 90% 5k",
        grade="sure",
    ),
    run("easy", r"z(?:one)? ?2", "Z2 run 60 min", "Zone 2 - 75 mins", grade="weak"),
    run(
        "tempo",
        r"\d{1,2} ?x ?\d{1,4} ?(?:mi|min|mins|km|k|m|')? ?@? ?t(?: pace)?",
        "2E + 4 x 1T + 1E",
        grade="sure",
    ),
    run(
        "intervals",
        r"\d{1,2} ?x ?\d{1,4} ?(?:mi|min|mins|km|k|m(?!i)|')? ?@? ?[ir](?: pace)?",
        "6 x 1200I",
        "8x200 R",
        grade="sure",
    ),
    run(
        "intervals",
        r"(?:\d{1,3} ?(?:min|mins|minutes?|s|sec|secs|'|\") ?)(?:hard|fast|on) ?[,/+&-]? ?"
        r"\d{1,3} ?(?:min|mins|minutes?|s|sec|secs|'|\") ?(?:easy|off|float|jog)",
        "1 min on, 1 min off",
        "2' on 1' off x 10",
        grade="sure",
    ),
    run("strides", r"strides? (?:repeats?|reps)", "Stride repeats"),
    run("steady", r"z(?:one)? ?3", "Z3 40 min", grade="weak"),
    run("tempo", r"z(?:one)? ?4", "Zone 4 30 min", grade="weak"),
    run("intervals", r"z(?:one)? ?5", "Z5 5x3 min", grade="weak"),
    run(
        "intervals",
        r"norwegian (?:4 ?x ?4|intervals?)|4 ?x ?4 ?(?:min|mins|minutes|')",
        "Norwegian 4x4",
        grade="sure",
    ),
    run(
        "intervals",
        r"(?:v ?\.? ?o ?2|vo 2)(?: ?-?max)?",
        "VO2max 5x3min",
        "VO₂max 6 x 800 m",
        "V̇O2 max intervals",
        "V.O2 max",
    ),
    run(
        "intervals",
        r"(?:200|300|400|500|600|800|1000|1200|1600|2000) ?m?'?s(?: repeats| reps)?"
        r"|(?:\d{3,4} ?m?|(?<![\d.,])[1-3] ?(?:k|km)|miles?|(?<!\d\s)(?<!\d)(?:km"
        r"|k)) (?:repeats?|reps?|intervals?|repetitions)(?: ?x ?\d{1,2})?",
        "Mile repeats x4",
        "400s on the grass",
        "1k repeats",
        grade="sure",
    ),
    run(
        "hills",
        r"\d{1,2} ?x ?(?:short |long |steep )?(?:hills?|uphill)(?: sprints?| repeats?| reps?)?",
        "6 x hill",
        "8x hills",
        grade="sure",
        explains=True,
    ),
    run("intervals", r"(?:15|20|30|40|60) ?/ ?(?:15|20|30|40|60)(?! ?%)", "30/30", grade="weak"),
    run(
        "intervals",
        r"(?:15|20|30|40|45|60) ?[/-] ?(?:15|20|30|40|45|60)(?: ?s)? (?:intervals?|reps"
        r"|billats?|on off)|billats?(?: \d\d ?/ ?\d\d)?",
        "Billats 30/30",
        "30/30 intervals",
    ),
    run(
        None,
        r"(?:half marathon|marathon|ultra|hm|\d{1,2} ?k|race) (?:training|plan|block|prep|build"
        r"|taper"
        r"|build up|cycle|camp|w(?:k|eek)? ?\d{1,2}(?: ?d(?:ay)? ?\d{1,2})?)(?: run)?",
        "Marathon training W6D2",
        "Marathon W5D2",
        grade="weak",
    ),
    word(
        "glue",
        r"w(?:k|eek)? ?\d{1,2} ?[,:/-]? ?d(?:ay)? ?\d{1,2}|(?:week|wk|day|stage|leg"
        r"|session|phase) ?#? ?\d{1,3}(?![\d.,:])(?: ?(?:of|/) ?\d{1,3})?(?! ?(?:km|k"
        r"|mi|miles?|min|mins|minutes|m|met|h|s|sec)(?:s|onds|ers|res)?(?!\w))|w\d{1,2}",
    ),
    strength(
        "heavy",
        r"(?:squats?|deadlifts?|bench|press|lifts?) ?:? ?[1-9] ?x ?(?:[1-9]|1\d)(?!\d)"
        r"|[1-9] ?x ?[1-9] (?:squats?|deadlifts?)",
        "Squats 5x5",
    ),
    strength("circuit", r"f45", "F45 at 6pm"),
)
"""Words that hold figures, or that figures would be torn out of."""

NOT_RUNS: tuple[Row, ...] = (
    word(
        "private",
        rf"{_ERRANDS}(?= runs?(?![^\W\d_]))|(?<=run\s)for (?:a |some )?{_ERRANDS}",
        "Coffee run",
        "Food run",
        "Bagel run",
        "Ice cream run with the kids",
        "Run for pizza",
    ),
    word(
        "activity",
        r"aqua ?-?(?:jog(?:ging)?|run(?:ning)?)|(?:pool|water) (?:run(?:ning)?|jog(?:ging)?)"
        r"|deep water running",
        "Aqua jog 40 min",
        "Pool running",
    ),
    word(
        "activity",
        r"(?:bike|cycle|cycling|swim|swimming|ski|sailing|mtb|cyclocross) (?:race|marathon"
        r"|intervals?|workout)",
        "Bike race",
    ),
    word(
        "called_off",
        rf"^{_OFF}(?! ?(?:to|till|until|from|by|the|my|a|call|calls)\b)|{_OFF}{_ENDS}"
        r"|^skip(?! (?:if|unless|to|the|a)\b)|(?<=[(\[])skip(?=[)\]\n]|$)|(?<=-\s)skip$",
        "CANCELLED: Long run",
        "Long run - cancelled",
        "Tempo 8 km (skipped)",
        "SKIP: intervals",
    ),
    word(
        "called_off",
        r"(?:re ?-?scheduled|moved|pushed|shifted|postponed|delayed|bumped|switched)"
        rf"(?: back| out| forward)? (?:to|till|until) {_DAYS}",
        "Track - moved to Friday",
        "Postponed to tomorrow: hill repeats",
    ),
    word("glue", r"(?:re ?-?scheduled|moved|pushed|shifted|postponed|delayed) (?:from|to)"),
    word("instead", r"instead(?! of)"),
    word(
        "no_run",
        r"(?:no|not|never|don't|cannot|can't|skip|skipping|skipped|missed|instead of"
        r"|without) (?:the |my |a |any )?(?:(?:long|easy|tempo|morning|club|evening"
        r"|hard) )?(?:runs?|running|jog|jogging)",
        "No run",
        "no running today - calf",
    ),
    word(
        "rest",
        r"(?:complete |full |total )?rest ?-?days?|day off|days off|off ?-?day|(?:complete"
        r"|full|total) rest|^rest(?=$|\s?[,;:+(/!.-]|\s(?:or|and|today|tomorrow|up|after|from"
        r"|before|legs|calf|&))|rest$|^off(?=$|\s?[,;:(/!]|\s-|\s(?:or|today|tomorrow|travel))"
        r"|off$|no training|nothing today",
        "Rest",
        "Rest day",
        "REST DAY!!!",
        "OFF",
        "Day off running",
        "Rest or cross-train",
    ),
)
"""What would otherwise be taken for a run."""

RUNS: tuple[Row, ...] = (
    # Where, when and how long a run is, without its kind.
    run(
        None,
        r"(?:early |late )?morning (?:runs?|jog|miles)|runs? (?:in|this) the morning",
        "Morning run",
        grade="sure",
        half="am",
    ),
    run(
        None,
        r"(?:evening|afternoon|night|after work|sunset) (?:runs?|miles)",
        "Evening run with dog 5k",
        grade="sure",
        half="pm",
    ),
    run(
        None,
        r"(?:lunch|lunchtime|lunch break|noon|midday|early|sunrise|daily|group|club|trail|road"
        r"|social|commute|commuter|treadmill|beach|forest|family|dog|solo|free|training|hash"
        r"|community|crew|pub|mystery|destination|test|long weekend|zombies) runs?",
        "Lunch run",
        "Club run",
        "Trail run",
        "Group run, Prater",
        grade="sure",
    ),
    run(
        None,
        r"run (?:home|commute|to work|from work|to office)(?: from work| from office"
        r"| to work)?",
        "run home from work",
        grade="sure",
    ),
    # Races and trials.
    run(
        "race",
        r"park ?run(?: \d+)?",
        "parkrun",
        "Parkrun 9am",
        "parkrun (hard effort)",
        grade="likely",
        km=5.0,
        priority="training",
    ),
    run(
        "race",
        r"(?:training|practice) race|race (?:as|for) training|fun run",
        "Fun run 5 km",
        priority="training",
    ),
    run(
        None,
        r"(?:pre ?-?)?races? ?-?openers?|openers? (?:before|for) (?:the |my )?race",
        "Race openers",
        "Pre-race openers 20 min",
    ),
    run(None, r"^hyrox(?=$|\s?\0|\s?[(,:;-]|\s(?:with|w/)\s)", "Hyrox", "Hyrox 60 min"),
    run(
        "race",
        r"great (?:north|south|manchester|bristol|birmingham|scottish|edinburgh|yorkshire|east"
        r"|west|eastern|aberdeen|ireland|cardiff|leeds|portsmouth|\w+shire) run|bay to breakers"
        r"|bolder ?boulder|city ?2 ?surf|peachtree road|boilermaker|broad street run|two oceans"
        r"|comrades|falmouth road|loch ness (?:10k|marathon)|swiss ?city",
        "Great North Run",
        "Great Manchester Run 10 km",
        "Bay to Breakers",
    ),
    run("race", r"mini ?-?marathons?", "Mini marathon 10 km"),
    run(
        "race",
        r"(?:tune up|c) (?:race|10 ?k|5 ?k)|race c|tune up",
        "Tune-up race 15 km",
        priority="C",
    ),
    run("race", r"b (?:race)|race b", "B race: 10K Hamburg", priority="B"),
    run(
        "intervals",
        r"hyrox ?-?(?:class|training|workout|session|wod|gym|prep|practice)",
        "Hyrox class 6pm",
    ),
    run(
        None,
        r"(?:triathlon|duathlon|ironman) ?-?(?:class|training|workout|session|wod|gym|prep"
        r"|practice|plan|taper)",
        "Triathlon training",
    ),
    run("race", r"(?:a|goal|target|key) race|race a", "Goal race", priority="A"),
    run("race", r"(?:half|semi) ?-?marathons?|13\.1", "Half Marathon Ljubljana", km=21.0975),
    run(
        "race",
        r"ultra ?-?marathons?|ultra (?:race|trail)|backyard ultra|sky ?race|hyrox",
        "Ultramarathon Vogtland",
    ),
    run("race", r"marathons?", "Berlin Marathon", "Vienna City Marathon 2027", km=42.195),
    run(
        "race",
        r"(?:turkey|reindeer|jingle|santa|goose|pumpkin) (?:trot|dash|jog)|steeplechase"
        r"|ekiden|beer mile|(?:xc"
        r"|cross country|club|county|regional|national|track|road|mile) champ(?:s|ionships?)"
        r"|champs",
        "Turkey Trot 5K",
        "Club 5k champs",
        "County champs",
    ),
    run(
        "race",
        r"race ?day|races?|racing|relays?|duathlon|ironman(?: 70\.3)?",
        "Race day",
        "Race - City 10 km",
        "XC league race",
        "Relay: leg 2",
        "RACE!! Half marathon",
    ),
    run(
        "race",
        r"(?<=[^\W\d_]\s)half(?!\s?[^\W\d_])|(?<=[^\W\d_]\s)half(?=\s(?:with|w/|easy|for|as|in"
        r"|at|and|then)\b)",
        "Bath Half",
        km=21.0975,
    ),
    run(
        "time_trial",
        r"time ?-?trials?|cooper (?:test|run)|(?:pr|pb) attempt|(?:lactate|max hr|hr max|fitness"
        r"|field|magic mile|mile|beep"
        r"|bleep) test|magic mile",
        "Time trial 3 km",
        "Mile time trial",
        "Cooper test",
        grade="sure",
    ),
    run("time_trial", r"tts?|test", "5k TT", "30 min test", grade="weak"),
    # Hard work.
    run(
        "hills",
        r"hills? (?:repeats?|reps?|repetitions|sprints?|intervals?|strides|session|workout"
        r"|work|circuits?|charges?|bound(?:s|ing)|training|loops?|blasts?|efforts?|fartlek"
        r"|night|climbs?)|hill(?:s)? ?x ?\d+",
        "Hill repeats 8x60 s",
        "Hill sprints",
        "Hill reps on Primrose Hill",
        grade="sure",
        explains=True,
    ),
    word(
        "glue",
        r"rolling (?:hills?|terrain|route)|hilly(?: route| course| loop| terrain)?|(?:over"
        r"|through|in) (?:the )?hills|undulating|no hills",
    ),
    run(
        "hills",
        r"(?:kenyan )?hills|uphills?(?: repeats| tempo| reps)?|hill(?= ?[\d\0]| ?x)",
        "Hills",
        "hills 10x",
        "Kenyan hills 30 min",
        "8x45 s uphill",
        explains=True,
    ),
    run(
        "hills",
        r"stairs? ?-?(?:repeats?|reps?|sprints?|intervals?|session|workout|running|runs?|climbs?)",
        "Stair repeats 10x",
        grade="sure",
        explains=True,
    ),
    run("hills", r"hill|stairs", "Hill", "Stairs 20 min", grade="weak", explains=True),
    word("glue", r"lo+ng(?= (?:tempo|thres|interval|reps|hill|fartlek|strides|warm|cool))"),
    run(
        "steady",
        r"aerobic th?res?h?old(?: runs?)?|aet|(?:lt|vt) ?1",
        "Aerobic threshold run 60 min",
        "LT1 run",
    ),
    run(
        "tempo",
        r"cruise (?:intervals?|reps?|miles?|repeats?)|(?:sub|double) ?-?(?:t|th?res?h?old)"
        r"|t pace",
        "Cruise intervals 4x1 mile",
        "Sub-T 5x2k",
        grade="sure",
        explains=True,
    ),
    run(
        "intervals",
        r"fartle[ck]+s?|farlek|fartlik|fartleck",
        "Fartlek 8 km",
        "Mona fartlek",
        grade="sure",
    ),
    run(
        "intervals",
        r"yassos?(?: 800s?)?|overs? ?(?:&|and|/)? ?unders?|minutes? on ?/? ?off",
        "Yasso 800s",
        grade="sure",
    ),
    run(
        "intervals",
        r"michigan(?: workout)?|(?:mona|moneghetti|kosmin|canova)(?: fartlek| workout)?"
        r"|sprint (?:starts|training|session|intervals|drills|work)"
        r"|speed ?-?(?:work|works|session|endurance|workout|training|intervals|play|reps)"
        r"|(?:track|track and field) (?:session|workout|night|work|intervals|training|repeats"
        r"|reps|club|tuesdays?|thursdays?|wednesdays?)",
        "Speedwork",
        "speed session with the Harriers",
        "Track session w/ Lisa",
        "Track night 7pm",
        grade="sure",
    ),
    run(
        "intervals",
        r"int(?:er|re)va?l+s?|intervlas|intevals?|internvals?|repeats|repetitions|reps|surges?"
        r"|sprints",
        "Intervals",
        "Intervalls 10x400",
        "Reps 8 x 300",
        "Surges 8x1 min, 8 km",
    ),
    run("intervals", r"track ?(?:&|and) ?field|athletics meet", "Track & field", grade="weak"),
    run(
        "intervals",
        r"track|speed|ladder|pyramid|sprint|anaerobic|aerobic capacity",
        "Track",
        "Speed 8",
        "Pyramid session 1-2-3-2-1 min",
        grade="weak",
    ),
    run("intervals", r"(?:i|r) pace", "R pace 8 x 200", grade="sure"),
    run(
        "tempo",
        r"tempo ?-?runs?|(?:lactate |anaerobic )?th?res?h?old runs?|lactate th?res?h?old",
        "Tempo run 6 miles",
        "Treshold run 40 min",
        grade="sure",
        explains=True,
    ),
    run(
        "tempo",
        r"tempos?|th?res?h?olds?|comfortably hard",
        "Tempo",
        "tempo tuesday",
        "Threshold 3x10min",
        "comfortably hard 5k",
        explains=True,
    ),
    run("tempo", r"(?:lt|vt) ?2?", "LT 5 mi", "LT2 4x6", grade="weak", explains=True),
    run(
        "tempo",
        r"thr(?:esh)?|(?<![^+,;:&]\s)(?<!\w)t(?= ?[\d\0])",
        "Thresh 20 min",
        "T 3x10",
        grade="weak",
        explains=True,
    ),
    run("intervals", r"(?<![^+,;:&]\s)(?<!\w)[ir](?= ?[\d\0])", "I 5x1000", grade="weak"),
    run("race", r"triathlon|handicap", "Triathlon", "Club handicap", grade="weak"),
    run("race_pace", r"g?mp", "MP run 16 km", grade="weak", explains=True),
    # Long runs.
    run(
        "medium_long",
        r"(?:medium|med|mid|semi|moderate) ?-?long(?: runs?)?"
        r"|mid ?-?week (?:medium )?long(?: runs?)?",
        "Medium long run 18 km",
        "Medium-long 11-12mi",
        "Mid-week long run 14 km",
        grade="sure",
    ),
    run("medium_long", r"mlr?(?= |$|[\d\0])", "MLR 13 mi", grade="weak"),
    run(
        "long",
        r"lo+ng ?-?(?:slow |easy |trail |sunday |weekend )?runs?|long slow distance"
        r"|sunday long",
        "Long run",
        "Long Run • 14mi",
        "LONG RUN 18-20 miles",
        grade="sure",
    ),
    run("long", r"lsd|lr|lsr", "LR 20", "LSD 24km"),
    run(
        "long",
        r"lo+ng|(?<![^+,;:&]\s)(?<!\w)l(?= ?[\d\0])",
        "LONG 2:15",
        "Long (easy) 25 km",
        grade="weak",
    ),
    # The rest.
    run(
        "progression",
        r"(?:fast|strong|quick) finish|negative splits?|cut ?-?down(?: run)?|progress(?:ion"
        r"|ive|ing)(?: runs?)?",
        "Progression run 12 km",
        "Fast finish 8 miles",
        "10mi progressive",
    ),
    run(
        "steady",
        r"steady ?-?(?:state )?(?:runs?|miles)|moderate (?:runs?|miles|pace)",
        "Steady run by the river 70 min",
        "Steady state run 8 miles",
        grade="sure",
    ),
    run(
        "strides",
        r"strides|striders|accelerations|pick ?-?ups",
        "Easy + strides",
        "8 km incl. 6 x 20s strides",
        'Easy 40min + 4x20" pick-ups',
        explains=False,
    ),
    run(
        "recovery",
        r"(?:recov?e?ry|rec|regen(?:eration)?|shake ?-?out) (?:runs?|jogs?|miles|trot)"
        r"|shake ?-?outs?",
        "Recovery jog",
        "recovry run 6k",
        "Shakeout 20 min",
        grade="sure",
    ),
    word("glue", r"recovery (?:day|week|block)"),
    run("recovery", r"recov?e?ry|regen(?:eration)?", "Recovery 5mi", grade="weak"),
    run(
        "easy",
        r"(?:easy|ez|slow|gentle|relaxed|comfortable|conversational|chatty|general aerobic|aerobic"
        r"|base|e) ?-?(?:trail |road |treadmill |hilly |group |social |morning |evening "
        r"|aerobic |recovery |effort |paced? )?(?:runs?|jog|jogging|miles|kms?|trot|double)",
        "easy run",
        "Easy trail run 1h30",
        "easy jog 30min",
        "Base run 10 km",
        grade="sure",
    ),
    run("easy", r"gen(?:eral|\.)? ?-?aerobic", "General aerobic 11 mi", grade="sure"),
    run(
        "easy",
        r"ga|easy|ez|slow|conversational|aerobic|(?<![^+,;:&]\s)(?<!\w)e(?= ?[\d\0])",
        "Easy 8 km",
        "Easy 5",
        "GA 9",
        "E 6 mi",
        grade="weak",
    ),
    run("steady", r"steady ?-?state", "Steady state 8 km"),
    run("steady", r"steady|moderate|mod", "Steady 10k", "Moderate 12 km", grade="weak"),
    run("easy", r"jog(?:s|ging)?", "jog"),
    run(None, r"🏃|🏃‍♀️|🏃‍♂️", "🏃 Tuesday", grade="sure"),
    run(
        None,
        r"runs?|running|runners|(?:d|t)readmill|harriers|cross ?-?country(?! ?-?ski)",
        "Run",
        "Run w/ Sarah",
        "Run club @ 18:30",
        "Treadmill 45 min",
    ),
)

STRENGTH: tuple[Row, ...] = (
    strength(
        "upper",
        r"(?:heavy )?(?:upper ?-?body|push day|pull day|arm day|arms and (?:chest|shoulders)"
        r"|chest day|bench(?:ing)? ?-?(?:press(?:es)?|day|session)|pull ?-?ups|chin ?-?ups"
        r"|overhead press"
        r"|shoulder press)",
        "Upper body",
        "Push day (chest)",
        "pull-ups and bench press",
    ),
    strength(
        "plyometric",
        r"plyo(?:s|metrics?|metric)?|box jumps?|drop jumps?|depth jumps?|squat jumps?"
        r"|jump (?:squats?|training|session)|bounding|pogos?|hops|jumps",
        "Plyo",
        "Plyometrics 20 min",
        "Box jumps & bounding",
    ),
    strength(
        "hypertrophy",
        r"hypertrophy|muscle (?:building|gain)|body ?-?building|bulk(?:ing)?",
        "Hypertrophy block 60 min",
    ),
    strength(
        "heavy",
        r"heavy (?:\w{1,12} )?(?:strength|weights|lift(?:s|ing)?|squats?|deadlifts?|legs?|gym"
        r"|session|day)|(?:max|maximum|maximal) strength|(?:back |front |goblet "
        r"|split )?squats?|(?:romanian )?deadlifts?|rdls?|lunges|hip thrusts?|leg ?-?press"
        r"|leg ?-?day|legs? (?:session|work|workout)|lower ?-?body(?: strength)?"
        r"|power ?-?lifting|olympic lifting|barbells?|calf raises?|power cleans?|olympic lifts?"
        r"",
        "Heavy squats 5x5",
        "Heavy lifting",
        "Leg day",
        "Deadlifts + lunges",
        "Max strength 50 min",
    ),
    strength(
        "circuit",
        r"circuits?(?: training)?|body ?-?weight|hiit|cross ?-?fit|boot ?-?camp|body ?-?pump"
        r"|kettle ?-?bells?|tabata|trx|orangetheory|push ?-?ups|press ?-?ups|burpees|metcon",
        "Circuits",
        "Bodyweight circuit 30 min",
        "Kettlebell class",
    ),
    strength(
        "core",
        r"core (?:work|workout|session|strength|stability|circuit|exercises|routine|training)"
        r"|planks?|planking|ab (?:workout|session|circuit)|abs|sit ?-?ups",
        "Abs + planks",
        "Core work",
    ),
    strength("core", r"core", "Core 15 min", "Strength: core", grade="weak"),
    strength("circuit", r"pump(?: class)?|conditioning", "Pump class", grade="weak"),
    strength("heavy", r"heavy|legs|lower", "Heavy", grade="weak"),
    strength("upper", r"upper|arms|shoulders|biceps|triceps|chest", "Upper", grade="weak"),
    strength("upper", r"bench", "Bench 30 min", grade="slight"),
    strength(None, r"lifts?", "Lift 45 min", grade="slight"),
    strength("circuit", r"full ?-?body circuits?", "Full-body circuit"),
    strength(None, r"🏋|💪", "🏋️ Full body", grade="sure"),
    strength(
        None,
        r"strength(?: (?:training|session|work|workout|class|and conditioning))?|s ?& ?c"
        r"|weights?(?: training| session| room)|weights|(?:weight ?-?)?lifting|gym(?: session"
        r"| workout| time)?|resistance training|strength & conditioning|full ?-?body"
        r"|push ?/ ?pull(?: ?/ ?legs)?",
        "Gym",
        "Strength",
        "Strength training 45 min",
        "Weights @ 6pm",
        "S&C with Dan",
    ),
)

GENERIC: tuple[Row, ...] = (
    run(
        None,
        r"xc|orienteering|quality|(?:quality|key|club|hard|fast|big|combo|special|structured)"
        r" (?:session|workout|day|night)|workout|sos|q[123]|endurance"
        r"|training(?: session)?|miles",
        "Quality session",
        "Workout",
        grade="weak",
    ),
    run(None, r"openers?", "Openers 20 min", grade="weak"),
)
"""Words for any training, after those of strength."""

OTHERS: tuple[Row, ...] = (
    word(
        "activity",
        r"cross ?-?train(?:ing|er)?|xt|x ?-?train(?:ing)?|bik(?:e|es|ing)|e ?-?bike|cycl(?:e"
        r"|ing)|(?:bike |long |easy |group )?rid(?:e|es|ing)|spin(?:ning)?(?: class)?|peloton"
        r"|zwift|turbo(?: trainer)?|mtb|swim(?:s|ming)?|row(?:ing|er)?|erg|elliptical|hik(?:e"
        r"|es|ing)|walk(?:s|ing)?"
        r"|(?:cross ?-?country|xc|nordic|classic|skate) ?-?ski(?:ing|s)?"
        r"|roller ?-?ski(?:ing|s)?|ski(?:ing|s)?|skating|climbing"
        r"|bouldering|tennis|padel|badminton|squash|football|soccer|basketball|volleyball"
        r"|hockey|rugby|golf|dancing|surf(?:ing)?|kayak(?:ing)?|canoe(?:ing)?|stairmaster"
        r"|rucking|ruck|martial arts|boxing",
        "Bike 60 min easy",
        "Long ride 90 km",
        "Swim 2 km",
        "Swim intervals 10x100",
        "Spin class",
        "Hike 15 km",
        "Dog walk 3 km",
        "Cross training 45 min",
    ),
    word(
        "care",
        r"yoga|pilates|mobility|stretch(?:es|ing)?|foam ?-?roll(?:s|ing|er)?|physio(?:therapy"
        r"|therapist)?|pt|massage|sauna|ice bath|rehab|prehab|barre|osteopath|chiropractor"
        r"|meditation",
        "Yoga",
        "Mobility + foam roll",
        "Pilates core class",
        "Physio appointment",
    ),
    word(
        "choice",
        r"or|optional(?:ly)?|maybe|alternatively|if|oder|ou|o(?= )|\?",
    ),
    word(
        "half",
        r"a\.?m\.?(?! ?(?:see|main|kanal|fluss|rhein|berg|montag|dienstag|mittwoch|donnerstag"
        r"|freitag|samstag|sonntag|morgen|vormittag|nachmittag|mittag|abend|stadion|meer))"
        r"|mornings?|this morning",
        half="am",
    ),
    word("half", r"p\.?m\.?|evenings?|afternoons?|tonight", half="pm"),
    word("double", r"doubles?(?: day| session)?|two ?-?a ?-?days?"),
    word(
        "about",
        r"fees?|due|entry|entries|regist(?:er|ration|rations|ry)|sign ?-?ups?|pick ?-?up"
        r"|packet|collect(?:ion)?|bibs?|(?:race )?numbers?|volunteer(?:s|ing)?"
        r"|marshal(?:l)?(?:ing|s)?|spectat(?:e|ing|ors?)|support(?:ing|ers?)?|watch(?:ing)?|cheer(?:ing)?|tickets?"
        r"|expo|results?|photos?|photographer|shoes|briefing|debrief|webinar|lecture|podcast"
        r"|buy|order(?:ed|ing)?|refund|deadline|report|recap|talk|newsletter|insurance|ballot"
        r"|lottery|opens|closes|deferral|kids?|kid's|child(?:ren)?(?:'s)?|directors?|permit"
        r"|medals?|souvenir|flight|hotel|accommodation|booking|documentary|movie|quiz|raffle"
        r"|sponsor(?:ship)?|fundraiser|fundraising|meeting|committee|agm|magazine|book club"
        r"|story|exhibition|ask|u\d{1,2}s?|meetings|cover (?:band|night|version)|karaoke"
        r"|tribute(?: (?:act|band|night))?|album|listening|vinyl",
        "Race entry fee due",
        "Race number pick-up",
        "Volunteer at parkrun",
        "parkrun volunteering",
        "Marathon registration opens",
        "Watch London Marathon on TV",
        "Pick up running shoes",
        "Interval training webinar",
        "Race report due",
        "Interval meeting",
        "The Long Run - Eagles cover night",
        "Marathon of budget meetings",
    ),
    word(
        "private",
        r"calls?|dinner|lunch|brunch|breakfast|supper|party|birthday|wedding|anniversary"
        r"|funeral|dentist|doctor|appointment|hospital|surgery|operation|clinic|vet|haircut"
        r"|hairdresser|barber|trip|holidays?|vacation|concert|gig|theatre|theater|cinema|film"
        r"|museum|tv|netflix|match|pub|beers?|bbq|drinks|wine|contract|invoice|budget"
        r"|tax(?:es)?|reviews?|demo|presentation|interview|workshop|conference|stand ?-?up"
        r"|retro|planning|project|client|customers?|office|sales|boss|board|seminar|exam"
        r"|homework|school|parents?'?|mum'?s?|mom'?s?|dad'?s?|grandma|grandpa|family"
        r"|babysit(?:ter|ting)?|delivery|parcel|package|shopping|groceries|supermarket|bank"
        r"|plumber|electrician|repairs?|landlord|rent|lease|mortgage|passport|visa|cleaning"
        r"|cleaners?|laundry|garage|garden(?:ing)?|kitchen|furniture|ikea|warning|alert|outage"
        r"|servers?|deploy(?:ment)?|release|build|migration|debugging|code|refactor(?:ing)?"
        r"|bugs?|scripts?|payroll|accounting|audit|legal|hearing|church|choir|band"
        r"|rehearsal|piano|guitar|lesson|poker|chess|video|viewing|inspection|prescription"
        r"|medication|car|dealership|strategy|stakeholders?|roadmap|kick ?-?off|sync|quarterly"
        r"|hr|gdpr|finance|loan|pension|estate agent|moving|movers|storage|approval|overdue"
        r"|renewal|subscription|drive|theme|opening|closing|opera|ballet|festival|rent"
        r"|game night|screening|timesheets?|alerts|config|managers?|javascript|closed|closures?"
        r"|election|proofs|song|market|history|users|requests?|req|rows|records|followers"
        r"|premiere|episode|restaurant|earnings|flu|illness|injury|covid"
        r"|babysitter|diary|novel|essay|thesis|patch|housewarming|retirement|christening|leaving do"
        r"|dentists|doctors|weddings|concerts|films|movies",
        "Tempo contract",
        "Hills family dinner",
        "Long call with Berlin office",
        "Budget 10k approval",
        "Hills' housewarming",
    ),
)

GLUE: tuple[Row, ...] = (
    word("glue", r"athletics|basic|maf|benchmark|descending|mixed|rolling|steep|wave"),
    word("warm_up", r"warm(?:ing)? ?-?up|wu|w/u|cool(?:ing)? ?-?down|cd|c/d"),
    word(
        "glue",
        r"warm ?-?down|ein|aus",
    ),
    word(
        "glue",
        r"mon(?:day)?s?|tue(?:s|sday)?s?|wed(?:nesday)?s?|thu(?:r|rs|rsday)?s?|fri(?:day)?s?"
        r"|sat(?:urday)?s?|sun(?:day)?s?|today|tomorrow|weekend|week|wk|day|double|daily",
    ),
    word("company", rf"{'|'.join(WITH)}|before|after"),
    word("place", r"at|@|in|on|by|to|from|for|along|around|round|through|near|via"),
    word(
        "glue",
        r"the|an?|of|and|then|plus|my|our|your|is|it|as|incl(?:uding|\.)?|into|up|down|out|off"
        r"|over|last|first|middle|each|every|all|only|just|but|no|not|so|very|super"
        r"|nice(?: and)?|really|good|great|big|little|bit|short|slowly|hard|fast|quick"
        r"|relaxed|gentle|light|chilled?|social|solo|alone|group|club|crew|team|friends?"
        r"|feel(?:ing)?|by feel|effort|efforts?|pace|paced|float|jog|min|mins|km|kms|k|mi|m|h"
        r"|s|sec|x|hr|rpe|lap|laps|loops?|route|course|flat|hilly|grass|trails?|road|park"
        r"|forest|woods|river|canal|beach|outdoors?|indoors?|treadmill|stadium|total|session"
        r"|workout|class|set|sets|rep|tbc|tbd|plan|planned|week|phase|base|build|peak|taper"
        r"|key|dan|uphill|downhill|recoveries|rest|walk|drills|form|home|half|between"
        r"|lunchtime|lunch|early|late|sunrise|sunset|noon|night|distance|time|training"
        r"|maintenance",
    ),
)
"""Words that go with training and say nothing of its kind."""

GENTLE: tuple[Row, ...] = (
    word(
        "gentle",
        r"(?:not?|nothing|never|nor|without|don't(?: go| run)?|avoid|isn't|less|stop if)"
        r"(?: (?:too|so|very|that|really|at all|any|anything|going|running|remotely|overly"
        r"|the)){0,3}"
        r" (?:hard(?:er)?|fast(?:er)?|quick(?:er|ly)?|brisk(?:ly)?|intense|all ?-?out)",
        "Easy run, nothing hard",
        "Recovery run, not fast",
        "Easy run, not too hard",
        "Easy 8 km, don't go fast",
    ),
    word(
        "gentle",
        r"(?:after|between|following) (?:the |a |two |yesterday's )?(?:hard|fast) (?:days?|weeks?"
        r"|session)|before (?:the |a |tomorrow's )?hard (?:days?|weeks?)|hard (?:ground|shell|pack)"
        r"|hard (?:days?|weeks?|session) (?:tomorrow|yesterday)"
        r"|last (?:\d+ ?)?(?:kms?|k|mi|miles?|mins?|minutes?|laps?)? ?"
        r"(?:easy|slow|walk(?:ing)?|even easier)",
        "Easy 8 km after yesterday's hard session",
        "Recovery run (hard day tomorrow)",
        "Easy 12 km, last 2 km slow",
    ),
)
"""Words by which a run is not hard though such a word is in them."""

HARD: tuple[Row, ...] = (
    word(
        "hard",
        r"(?:not|isn't)(?: (?:so|very|really|that|too|all|an?)){0,2} (?:easy|slow|gentle)",
        "10 km, not easy",
        "Not an easy run",
    ),
    word(
        "hard",
        r"all ?-?out|flat ?-?out|full gas|hard(?:er|est)?|fast(?:er|est)?|brisk(?:ly)?"
        r"|quick(?:er|ly)?|intense(?:ly)?|finish strong(?:ly)?|push(?:ing)? (?:it|hard|on"
        r"|through|the pace)|last (?:\d+|mile|km|k|lap|quarter|third)",
        "Easy run, finish hard",
        "Easy run w/ last 2k fast",
        "Medium-long run, 5 km of it fast",
        "Easy 10 km + strides, then 5 km all out",
    ),
    word(
        "hard",
        r"(?:with|w/|\+|plus|then|some|several|few|[2-9]|1\d)(?: a few| some| short| long"
        r"| \d{1,2}){0,2} ?efforts|bursts?|spurts?|(?:with|w/|\+)(?: a| some| late| big){0,2}"
        r" kicks?|kick (?:at the end|finish|it)|hammer(?:ing|ed|fest)?|rip(?:ping)? it|spicy"
        r"|(?:with|w/)(?: a| one| some| \d)? pick ?-?ups?"
        r"|drop(?:ping)? the hammer|pop offs?|(?:turn|step) it up",
        "Easy with Bursts",
        "Easy w/ kick",
        "Easy then hammer",
        "Aerobic w/ efforts",
    ),
)
"""Words by which a run of a gentle kind is not gentle all the way."""

_NAMES = "|".join(sorted(FIRST_NAMES))

OTHERS_RACES: tuple[Row, ...] = (
    word(
        "about",
        r"support(?:ing|s|ers?)?|cheer(?:ing|s)?|crew(?:ing)? for|spectat\w{1,4}"
        r"|kid(?:s|'s|s')?|child(?:ren)?(?:'s)?|toddlers?|little ones|nursery|schools?|pupils"
        r"|infants?|juniors?|u\d{1,2}s?|sports day|famil(?:y|ies)",
        "Support Ana at marathon",
        "Cheering at the 10 km race",
        "Crew for Aoife's ultramarathon",
        "Mini marathon for the little ones",
        "Family fun run 3 km",
    ),
    word(
        "about",
        r"(?:mum(?:my)?|mom(?:my)?|dad(?:dy)?|grandma|grandpa|wife|husband|son|daughter|nephew|niece"
        r"|brother|sister|cousin|friend)(?:'s|s')?"
        rf"|(?<!st\s)(?<!st\.\s)(?<!saint\s)(?=\w+'s )(?:{_NAMES})'s(?= )"
        rf"|(?=\w+ (?:runs|is|races|does|in))(?:{_NAMES})"
        r" (?:runs|is running|races|is racing|does|in the)"
        rf"|mini ?-?marathon ?[(:-] ?(?:{_NAMES})",
        "Dad's marathon",
        "Lea's cross country race",
        "Tom runs London Marathon",
        "Mini marathon (Emma)",
    ),
)
"""Words beside a race by which it is somebody else's."""

RUNNING: tuple[Row, ...] = (
    word("running", r"\w*(?:run|jog|race|marathon)\w*|🏃", "Swim + run 5 km", "Ski marathon run"),
)
"""Words for a run that no other activity is called by: "swim intervals" are none."""
