"""The vocabulary of speakers: offices, words of organisations and groups, pronouns."""

from __future__ import annotations

# Words of offices, in lower case; several in a row are one role ("deputy prime minister").
ROLES = frozenset(
    "president vice deputy prime minister secretary general chancellor premier king queen prince princess "
    "pope emperor senator sen sens rep reps representative congressman congresswoman lawmaker governor gov "
    "mayor councilman councilwoman councillor councilor alderman commissioner ambassador envoy delegate "
    "speaker whip leader chief head director chairman chairwoman chairperson chair ceo founder owner boss "
    "executive officer manager coordinator spokesman spokeswoman spokesperson adviser advisor aide strategist "
    "consultant analyst economist professor prof researcher scientist historian author writer editor reporter "
    "correspondent columnist journalist anchor host attorney lawyer prosecutor judge justice sheriff "
    "detective inspector superintendent constable captain capt colonel col lt lieutenant major maj sergeant "
    "sgt general gen admiral adm commander marshal coach captain doctor bishop archbishop cardinal rabbi "
    "imam rev reverend father sister treasurer candidate nominee activist campaigner member mp mep former "
    "acting interim senior first chief-executive undersecretary solicitor comptroller warden rector dean "
    "principal lecturer fellow physician nurse pastor engineer organizer developer".split()
)
# Roles that a headline puts as "chief": the one at the top.
TOP_ROLES = frozenset(
    "chief head boss leader president chairman chairwoman director ceo executive general minister mayor "
    "commissioner".split()
)
HONORIFICS = frozenset("mr mrs ms miss sir dame lord lady madam dr".split())
MALE = frozenset("mr sir lord king prince father congressman spokesman chairman councilman he".split())
FEMALE = frozenset(
    "mrs ms miss dame lady queen princess sister congresswoman spokeswoman chairwoman councilwoman she".split()
)

# Words that qualify an office and are none by themselves.
QUALIFIERS = frozenset("senior former first acting interim vice".split())
# Newspapers and magazines whose article is part of the name.
OUTLETS = frozenset(
    "post times journal guardian herald tribune telegraph observer gazette independent sun mirror economist "
    "atlantic hill star globe".split()
)

ORGANISATIONS = frozenset(
    "post times journal news agency ministry department committee commission council court congress senate "
    "parliament house government administration university college institute school center centre party union "
    "association federation foundation fund bank company corp corporation inc ltd llc plc group press tribune "
    "herald gazette guardian telegraph observer magazine network radio television tv channel service bureau "
    "office police army navy force forces authority board team campaign coalition alliance league club "
    "organization organisation society church hospital report reports poll survey study newspaper website "
    "statement document documents data filing indictment complaint letter memo".split()
)
PERSON_NOUNS = frozenset(
    "source sources official officials person people man woman men women witness witnesses resident residents "
    "expert experts diplomat diplomats insider insiders voter voters student students worker workers neighbor "
    "neighbour friend friends mother father brother sister wife husband son daughter teacher driver soldier "
    "soldiers farmer".split()
    + [role for role in ROLES if role not in ("general", "first", "senior", "former", "acting", "interim", "vice")]
)
PLURAL_PEOPLE = frozenset(
    "critics supporters opponents analysts experts democrats republicans conservatives liberals lawmakers "
    "doctors scientists researchers economists protesters demonstrators activists residents neighbors "
    "neighbours voters people others many some observers advocates allies aides advisers advisors leaders "
    "authorities prosecutors investigators lawyers attorneys parents students teachers workers americans "
    "senators police".split()
)
UNNAMED = frozenset(
    "source sources official officials insider insiders diplomat diplomats aide aides person people".split()
)

GENDERED = {"he": "m", "she": "f"}
PRONOUNS = frozenset("he she they it we i you who her his their its my our".split())
ARTICLES = frozenset("the a an".split())
PARTICLES = frozenset("van von der den de del della di da la le el al bin ibn abu mc o".split())
