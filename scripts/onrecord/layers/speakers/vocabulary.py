"""The vocabulary of speakers: offices, trades, kin, organisations, documents, and the words around names."""

from __future__ import annotations

# Words of offices and trades, in lower case; the last of several in a row is the head ("deputy prime minister").
ROLES = frozenset(
    "president vice-president minister secretary chancellor premier king queen prince princess pope emperor senator "
    "sen sens rep reps representative congressman congresswoman lawmaker governor gov mayor councilman councilwoman "
    "councillor councilor alderman commissioner ambassador envoy delegate speaker whip leader chief head director "
    "chairman chairwoman chairperson chair ceo cfo coo founder co-founder owner boss executive officer manager "
    "coordinator spokesman spokeswoman spokesperson adviser advisor aide strategist consultant analyst economist "
    "professor prof researcher scientist historian author co-author writer editor reporter correspondent columnist "
    "journalist anchor host attorney lawyer barrister solicitor prosecutor judge justice sheriff detective "
    "inspector superintendent constable captain capt colonel col lieutenant lt major maj sergeant sgt general gen "
    "admiral adm commander cmdr marshal coach doctor bishop archbishop cardinal rabbi imam reverend rev pastor "
    "priest father sister treasurer candidate nominee activist campaigner member mp mep undersecretary comptroller "
    "controller warden rector dean principal headteacher teacher lecturer fellow physician surgeon nurse midwife "
    "paediatrician pediatrician obstetrician psychologist psychiatrist epidemiologist virologist toxicologist "
    "biologist chemist physicist geologist ecologist neuroethologist engineer architect organizer organiser "
    "developer programmer trader banker broker investor trustee curator conservator librarian archivist novelist "
    "poet playwright critic painter artist sculptor musician composer conductor trumpeter pianist violinist singer "
    "actor actress producer filmmaker photographer chef farmer fisherman shepherd miner driver pilot guard mechanic "
    "plumber electrician builder carpenter baker butcher carer caretaker clerk cashier shopkeeper landlord tenant "
    "lodger mediator arbitrator negotiator counsel advocate defendant plaintiff witness juror victim suspect "
    "champion striker goalkeeper midfielder defender forward winger quarterback pitcher player rider runner swimmer "
    "boxer master mate skipper auctioneer surveyor appraiser accountant auditor assistant deputy secretary-general "
    "attorney-general postmaster headmaster headmistress firefighter paramedic soldier sailor veteran pensioner "
    "student pupil apprentice intern monk nun abbot sergeant-at-arms bailiff registrar coroner ombudsman regulator "
    "watchdog entrepreneur scholar expert specialist pollster pundit commentator blogger dissident diplomat "
    "official spy agent operative brother-in-arms steward whistleblower lobbyist donor superior abbess deacon vicar "
    "driller foreman welder cleaner porter waiter barista chauffeur courier dispatcher ranger sponsor star "
    "celebrity model designer comedian presenter broadcaster publicist referee umpire linesman cartoonist "
    "biographer botanist astronomer zoologist archaeologist anthropologist sociologist philosopher mathematician "
    "statistician meteorologist oceanographer seismologist volcanologist cardiologist oncologist neurologist "
    "neuroscientist pathologist radiologist dermatologist pharmacist dentist vet veterinarian psychotherapist "
    "therapist counsellor counselor translator interpreter illustrator choreographer dancer soprano tenor baritone "
    "cellist guitarist drummer bassist rapper screenwriter dramatist essayist lyricist bookseller dealer gallerist "
    "stylist newsreader anchorman forecaster hacker bosun navigator stewardess undertaker curate chaplain grocer "
    "fishmonger florist gardener forester logger hunter rancher herder beekeeper winemaker brewer distiller "
    "bartender waitress hotelier innkeeper publican lifeguard surfer skier skater cyclist sprinter jockey trainer "
    "gymnast wrestler golfer batsman bowler wicketkeeper fullback linebacker catcher postman housewife retiree "
    "hairdresser barber tailor seamstress potter roofer bricklayer mason locksmith blacksmith marine bodyguard "
    "magistrate notary paralegal usher verger organist bellringer docent archdeacon canon vice-chancellor provost "
    "bursar proctor alderwoman selectman assemblyman assemblywoman councilmember councilperson congressperson "
    "ombudswoman policeman policewoman watchman janitor groundsman handyman supervisor overseer co-chair "
    "co-director co-owner co-writer co-pilot vice-chair vice-chairman treasurer-elect mayor-elect president-elect "
    "ex-president ex-minister investigator moderator elder examiner adjudicator assessor panelist panellist patron "
    "emissary attaché consul regent chamberlain evangelist missionary sexton barman landlady caregiver babysitter "
    "nanny sommelier decorator".split()
)
# Adjectives and nouns that stand before the head of an office and belong to it.
BEFORE_ROLES = frozenset(
    "vice deputy prime foreign interior finance defence defense health education transport home trade energy culture "
    "justice environment agriculture labour labor secretary general assistant associate senior junior chief executive "
    "managing former acting interim first second police press public private lead head town city county state council "
    "district ticket harbour harbor financial political legal medical scientific technical military national "
    "opposition majority minority party campaign union shop trade state-run doping control probation school "
    "detective surgeon attorney solicitor lieutenant major sergeant staff field master world olympic defending "
    "retired consultant investigative sports staff-side human rights real estate vice-".split()
)
HONORIFICS = frozenset("mr mrs ms miss mx sir dame lord lady madam dr prof professor rev fr st messrs".split())
SUFFIXES = frozenset("jr sr ii iii iv kc qc mp mep phd md esq obe mbe cbe".split())

MALE = frozenset(
    "mr sir lord king prince father fr congressman spokesman chairman councilman he his him himself man boy "
    "husband son brother grandfather uncle nephew widower headmaster monk actor businessman policeman fireman "
    "salesman dad stepfather grandson boyfriend fiancé gentleman alderman fisherman".split()
)
FEMALE = frozenset(
    "mrs ms miss dame lady queen princess congresswoman spokeswoman chairwoman councilwoman she her herself hers "
    "woman girl wife daughter sister grandmother aunt niece widow headmistress nun actress businesswoman "
    "policewoman mother mum mom stepmother granddaughter girlfriend fiancée mother-in-law sister-in-law".split()
)
KIN = frozenset(
    "wife husband sister brother son daughter mother father mum mom dad parent parents child uncle aunt niece "
    "nephew cousin grandmother grandfather grandson granddaughter widow widower partner fiancé fiancée stepfather "
    "stepmother mother-in-law father-in-law brother-in-law sister-in-law son-in-law twin".split()
)
ELDER = frozenset("father mother grandfather grandmother uncle aunt dad mum mom parent".split())

ORGANISATIONS = frozenset(
    "agency ministry department committee commission council court congress senate parliament assembly house "
    "government administration university college institute institution school centre center party union "
    "association federation foundation fund trust bank company corp corporation inc ltd llc plc group press "
    "network radio television tv channel service services bureau office police army navy force forces authority "
    "board team campaign coalition alliance league club organization organisation society church diocese hospital "
    "clinic museum gallery theatre theater firm holdings partners sons industries systems technologies "
    "laboratories labs airlines railways motors ferries racing rovers united wanderers athletic academy orchestra "
    "newspaper paper daily weekly website site magazine outlet broadcaster publisher operator regulator watchdog "
    "bloc cartel charity cooperative co-operative collective chamber tribunal panel inquiry jury unit brigade "
    "division regiment guild syndicate consortium conglomerate carrier retailer manufacturer maker supplier "
    "airline utility insurer lender brewer studio label startup start-up embassy consulate mission delegation "
    "secretariat directorate registry exchange republic kingdom movement militia insurgents line employer bidder "
    "buyer landlord developer records minerals foods mills energy capital securities media pictures entertainment "
    "pharmaceuticals logistics steel mining insurance brewing publishing brotherhood order convent parish district "
    "province label band orchestra choir squad crew side pact alliance trustees".split()
)
# Words in the names of bodies that are no firms.
PUBLIC = frozenset(
    "agency ministry department committee commission council court congress senate parliament assembly house "
    "government administration university college school association federation union police authority board "
    "bureau office party hospital church museum society trust foundation institute service league".split()
)
# Nouns that tell of what sort a body is, directly before or behind its name.
DESCRIBED_AS = frozenset(
    "newspaper newspapers magazine journal site website agency broadcaster company firm charity club band network "
    "party union museum gallery theatre theater label publisher hotel supermarket retailer airline group "
    "bank think-tank".split()
)
# Second words of a firm's name, so that the first alone can mean it.
COMPANIES = frozenset(
    "group holdings company co corp corporation inc ltd llc plc industries systems technologies motors foods mills "
    "minerals energy capital securities media pictures entertainment pharmaceuticals logistics steel mining "
    "insurance brewing partners airlines bank records labs laboratories museum gallery institute foundation "
    "theatre theater".split()
)
# Nouns that mean a body again, and words of its name that show it is one of that sort.
SORTS = {
    "union": frozenset("union federation brotherhood guild association drivers workers teachers".split()),
    "federation": frozenset(["federation"]), "association": frozenset(["association"]),
    "newspaper": frozenset(), "paper": frozenset(),
    "club": frozenset("fc club united city town rovers athletic".split()),
    "team": frozenset("fc club united city town rovers athletic racing".split()),
    "label": frozenset(["records"]), "university": frozenset(["university"]), "museum": frozenset(["museum"]),
    "agency": frozenset("agency office bureau service administration authority commission directorate".split()),
    "regulator": frozenset("agency office authority commission board".split()),
    "watchdog": frozenset("agency office authority commission board ombudsman".split()),
}  # fmt: skip
OUTLETS = frozenset(
    "post times journal guardian herald gazette tribune telegraph observer independent sun mirror economist "
    "atlantic hill star globe sentinel courier ledger review chronicle examiner mail express dispatch standard "
    "bulletin record news beacon argus echo advertiser inquirer register monitor democrat republican citizen "
    "bee".split()
)
DOCUMENTS = frozenset(
    "report reports study studies survey surveys poll polls paper statement statements letter letters memo "
    "memos  document documents filing indictment complaint lawsuit ruling verdict law bill article articles "
    "story book  memoir email emails e-mail e-mails message messages text tweet post posts data figures "
    "records analysis  review audit draft guidance notice sign film documentary video footage recording "
    "transcript diary column  editorial ad advert advertisement website press-release release brochure "
    "leaflet poster petition resolution comment comments remark remarks testimony decision opinion order "
    "evidence  treaty constitution census bulletin rules regulations guidelines minutes".split()
)
PEOPLE = (
    frozenset(
        "person people man men woman women boy girl child children source sources official officials insider "
        "insiders witness witnesses resident residents neighbour neighbours neighbor neighbors voter voters "
        "worker  workers employee employees staff student students parent parents passenger passengers "
        "commuter commuters  customer customers client clients patient patients critic critics supporter "
        "supporters opponent opponents  fan fans friend friends colleague colleagues relative relatives "
        "family families couple survivor survivors  protester protesters demonstrator demonstrators refugee "
        "refugees migrant migrants villager villagers  local locals user users reader readers viewer viewers "
        "taxpayer taxpayers shareholder shareholders  investor investors lawmaker lawmakers democrat "
        "democrats republican republicans conservative  conservatives liberal liberals labour tories rebel "
        "rebels authority authorities investigator  investigators prosecutor prosecutors skeptic skeptics "
        "sceptic sceptics observer observers advocate  advocates campaigner campaigners guest guests voice "
        "anyone someone somebody others many some few most  both sides figure figures everyone everybody "
        "nobody americans lads leaders parishioners members player players riders  farmers traders "
        "headhunters judges doctors midwives nurses teachers analysts economists experts  scientists "
        "researchers lawyers activists aides advisers diplomats".split()
    )
    | KIN
)
# Titles before names to the offices that they stand for.
SHORT_TITLES = {
    "gen": "general", "sen": "senator", "gov": "governor", "rep": "representative", "col": "colonel", "capt": "captain",
    "lt": "lieutenant", "sgt": "sergeant", "prof": "professor", "rev": "reverend", "adm": "admiral", "maj": "major",
    "dr": "doctor", "cmdr": "commander",
}  # fmt: skip
# Adjectives that make a description somebody else's than the one of this office.
OTHERS = frozenset(
    "last former next new previous other first second third fourth late future current own deputy rival".split()
)

PRONOUNS = frozenset("he she they it we i you his her their its my our him them me us".split())
ARTICLES = frozenset(["the", "a", "an"])
GENITIVES = frozenset(["'s", "’s"])
POSSESSIVES = frozenset(["his", "her", "its", "their", "my", "our", "your"])
DEFINITE = frozenset(["the", "this", "that", "these", "those", "both"]) | POSSESSIVES
COUNTS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve some several many most few all both another other "
    "second third fourth fifth no any each every dozens scores hundreds thousands".split()
)
PARTICLES = frozenset(
    "van von der den de del della di da do dos la le el al bin ibn binti abu ap ter ten y af zu".split()
)
LINKS = frozenset(["of", "for", "and", "&", "the", "in", "on"])  # between the capitals of one name of an organisation

# A capital at the start of a sentence proves no name when the word is one of these.
OPENERS = frozenset(
    "the a an in on at but and as for if when while after before since he she it they we you i his her their our "
    "its this that these those there here then now so yet not no yes what who why how where which one some many "
    "most all both former however meanwhile later earlier monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december asked said according to "
    "by from with without under over among within during until once even just only also still perhaps maybe never "
    "always often two three four five six seven eight nine ten several few another other others such more less "
    "much my your last next every each any born named known based speaking writing given like unlike despite "
    "neither either nor or because though although unless whether our new today yesterday tomorrow".split()
)

# Given names that tell a gender, of the sort that English-language news has most.
MALE_NAMES = frozenset(
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark "
    "donald steven stephen paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan "
    "jacob gary nicholas eric jonathan larry justin scott brandon benjamin samuel gregory alexander patrick frank "
    "raymond jack dennis jerry tyler aaron jose adam nathan henry zachary douglas peter kyle noah ethan jeremy "
    "walter christian keith roger terry austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan "
    "billy bruce gabriel joe logan alan juan albert willie elijah wayne randy vincent mason roy ralph bobby russell "
    "bradley philip phillip eugene barack bernie ted mike bill bob jim tom tim steve dave dan ben sam greg jeff ken "
    "ron don rob rick nick matt tony chris alex vladimir boris sergei dmitry ivan oleksiy kyrylo volodymyr emmanuel "
    "olaf jens xi narendra recep mohammed muhammad ahmed ali hassan hussein omar ibrahim yusuf mustafa carlos luis "
    "jorge miguel antonio francisco pedro pablo diego giovanni giuseppe marco luca hans klaus jürgen pierre jean "
    "jacques françois lars sven erik nigel graham colin ian neil simon gordon stuart duncan craig angus alistair "
    "rory liam declan gareth rhys trevor derek clive abdul abdullah adrian ahmad alberto alejandro aleksandr "
    "alessandro alfonso alfred amir anders andre andreas andrei andrés andy anton arjun arturo asif ashraf axel "
    "barry bashir bernard bilal bjorn bo brad bram brett bruno cameron cedric cesar chad chen christoph claude "
    "cyrus dale damian danilo darren daud dean deke denis derrick dieter dirk dominic dwight earl edgar eduardo "
    "edwin elias emeka emil emilio enrique ernest ernesto esteban eugen evan farid felipe felix ferdinand fernando "
    "filip finn francesco francis franco frederick friedrich gavin geoffrey georg gerard gilbert giorgio glenn "
    "gonzalo grant gunnar gustav guy hakeem hamid harald haruki harvey hector heinrich helmut henrik herbert "
    "hiroshi horace hugh hugo idris igor imran isaac ismail ivo jackson jake jakob jamal jan jasper javier jay "
    "jeremiah jerome joachim joel johan johannes jonas josef julian julio jun kareem karl kaspar kenji kent khalid "
    "kofi konrad kurt kwabena kwame lamar lance laurent leif leo leon leonard leroy lev lewis lionel lloyd lorenzo "
    "louis lucas ludwig luther magnus malcolm manuel marcel marcus mario marius markus marshall martin marvin mateo "
    "mathias maurice mauricio max maxim mehmet melvin miles milan mitchell mohamed mohammad moses nathaniel neville "
    "nicolas niels nikolai noel norman oleg oliver oscar otto pascal pavel perry petr philippe piet prakash quentin "
    "rafael rahul rajesh ramon randall rashid raul ravi reginald rené reza ricardo roberto roderick rodrigo roland "
    "roman ronan ross rudolf rupert russ sameer samir sanjay santiago saul scot sebastian sergio seth shane sidney "
    "simeon solomon stanley stefan sunil takeshi tariq teddy tobias tomas tomás tomasz tommy toby tyrone ulrich "
    "umar usman victor vijay viktor vincenzo vinod warren wilhelm wim wolfgang xavier yannick yasin yosef youssef "
    "yuri yusof zoltan".split()
)
FEMALE_NAMES = frozenset(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa betty margaret sandra "
    "ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura "
    "cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra "
    "rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren "
    "christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann anne sara madison "
    "frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly "
    "isabella theresa diana natalie brittany charlotte marie kayla alexis lori hillary melania ivanka elena ursula "
    "nicola jacinda kamala olga natalia svetlana irina fatima aisha zainab leila yasmin carmen lucia rosa ana "
    "isabel sofia giulia francesca ingrid astrid fiona siobhan niamh aoife bronwyn moira priya lakshmi mei yuki "
    "ayesha noor ada adele adriana agatha agnes aileen aisling alejandra alexandra alicia alina alison allison "
    "amelia amina amira anastasia anita anneliese annette antonia anya ariana asma audrey ava ayumi beatrice "
    "beatrix beatriz benazir bernadette bertha bianca birgit blanca bonnie bridget camila camilla carla carolina "
    "caroline cecilia celeste celia chiara chloe claire clara claudia colette constance consuelo cordelia dagmar "
    "dahlia daniela daphne delia delphine dolores doreen dorothea edith eileen elaine eleanor eleonora elise eliza "
    "ella ellen eloise elsa elvira erica erika esperanza estelle esther eugenia eva fatou faye felicity florence "
    "frida gabriela gabrielle gail genevieve georgia gertrude gillian ginger giselle gladys greta gretchen gwen "
    "gwendolyn hadiza harriet hazel heidi helena henrietta hilda hope ida ilse imogen indira ines inès irene iris "
    "isobel ivy jana jasmine jeanne jenna jenny jill joanna joanne jocelyn johanna josephine josie joy juana "
    "juanita julianne june karin karina kate kathy katya kirsten kirsty kristin kristina lara latoya laurence leah "
    "lena leonie leticia lillian lily lola lorraine lotte louise lucille lucy luisa luz lydia mabel madeleine "
    "magdalena maggie mahnoor maeve mandy manuela mara margarita margot mariana marina marisa marisol marjorie "
    "marlene marta martine matilda maud maureen maxine mercedes meredith mia michaela mildred millicent mina "
    "minerva miranda miriam molly monica monique morwenna muriel myra nadia naomi natasha nell ngozi nina nora "
    "noreen odalys odette olive ophelia paloma patience paula pauline pearl peggy penelope perpetua petra philippa "
    "phoebe phyllis pilar polly portia priscilla priyanka raquel regina renata renée rhoda rita roberta robin "
    "rosalind rosalie rosario rosemary rowena roxanne ruby sabine sabrina sade sally samira sandrine saoirse selma "
    "serena sheila shirin sigrid silvia simone sinead solange sonia sophie stella sunita susanna suzanne sybil "
    "sylvia tabitha tamara tanya tara tatiana tessa thelma theodora tina tova tracy trudy una uma valentina valerie "
    "vanessa vera verity veronica viola violet virginie vivian wanda wendy wilhelmina winifred yara yolanda yvette "
    "yvonne zahra zara zoe".split()
)

# Unions that are asked for word by word.
TITLES = HONORIFICS | ROLES
LEADING = TITLES | BEFORE_ROLES
NOUNS = ROLES | PEOPLE | ORGANISATIONS | DOCUMENTS
PERSONAL = (ROLES | PEOPLE) - ORGANISATIONS
BODIES = ORGANISATIONS | OUTLETS
BEFORE_NOUNS = ARTICLES | POSSESSIVES
SOMEBODY = ROLES | PEOPLE
GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES
LETTERS_AFTER = SUFFIXES - {"jr", "sr", "ii", "iii"}  # that are no part of a name
