"""Words that say little by themselves: they tell a language, and are asked for only when nothing stronger is."""

_DUTCH = """
aan al alle alleen als altijd ander andere anders bent bij bijvoorbeeld binnen daar daarom dan dat de deze die dit doe doen doet door
dus echt een eens eigenlijk elk elke en enkele er erg ergens even gaan gaat ga geen gegaan gewoon ging haar had hadden hebben hebt heb
heeft heel hem hen het hier hij hoe hoeveel hun iemand iets ik in is ja je jij jou jouw jullie kan kon konden kun kunnen kunt maar mag
maak maken maakt me mee meer mag mij mijn misschien moest moet moeten mogen na naar niet niets nog nou nu of om omdat ons onze ook op over
soms te tegen tijdens toch toe toen tot tussen u uit uw vaak van vanuit veel via voor waar waarom wanneer waren was wat we wel welk welke
wel wie wij wil willen worden wordt word zal ze zelf zich zij zijn zo zoals zonder zou zouden zullen
"""
_ENGLISH = """
a about after again all also always am an and any anyone are as at be because been before being both but by can cannot cant could did
didnt do does doesnt doing done dont each either else even ever every few for from get gets getting go goes going got had has have having
he her here him his how however i if im in into is isnt it its ive just let lets like many may me might more most much must my need needs
no not now of off often on once one only or other our out over own per please really same she should since so some someone something such
than that thats the their them then there these they this those through to too under until up us use used very want was way we well were
what when where which while who whom why will with within without would yes yet you your yours
"""
STOP: dict[str, frozenset[str]] = {"nl": frozenset(_DUTCH.split()), "en": frozenset(_ENGLISH.split())}


def is_weak(word: str, languages: tuple[str, ...]) -> bool:
    """Whether `word` says little in one of these languages."""
    return any(word in STOP.get(language, ()) for language in languages)
