"""Closed word lists that tell where the noun after a number begins and ends."""

from __future__ import annotations

IRREGULAR_PLURALS = frozenset(
    "people men women children police troops personnel staff cattle sheep fish deer aircraft spacecraft feet teeth "
    "mice geese wives lives media data criteria phenomena alumni businessmen congressmen councilmen congresswomen "
    "spokesmen firemen policemen fishermen crewmen servicemen servicewomen gunmen salesmen frenchmen englishmen "
    "irishmen dutchmen grandchildren schoolchildren clergy faculty folk folks youth crew offspring infantry "
    "chinese japanese portuguese vietnamese series species headquarters ones kids msps mps ngos ceos evs suvs".split()
)
# They end in -s and are no plurals, or are verbs that follow a number used alone ("the two says").
NO_PLURALS = frozenset(
    "across afterwards always besides perhaps towards whereas previous various serious dangerous famous nervous "
    "does goes says hers ours theirs yours ourselves themselves unless sometimes overseas indoors outdoors "
    "upwards downwards forwards backwards thereabouts mars texas kansas arkansas illinois massachusetts "
    "paris athens brussels wales united los las vegas christmas james charles thomas".split()
)
ING_NOUNS = frozenset(
    "thing king building meeting hearing being wing ring string spring evening morning ceiling painting filing ruling "
    "killing shooting rating bombing wedding warning "
    "bed shed feed seed weed ally family assembly monopoly supply".split()
)
QUANTIFIERS = frozenset("more additional further".split())

# Words that end a noun phrase: function words, and verbs that often follow a number or its noun.
NO_MODIFIERS = frozenset(
    """
    a an the this that these those some any all each every both either neither no not none nor
    i you he she it we they me him us them who whom whose which what when where why how
    my your his her its our their mine
    and or but if so because although though while whereas than as like
    of in on at by for from with without within into onto upon to toward towards up down out off over under above below
    between among amid against across along around about after before behind beyond during despite except inside near
    outside past per since through throughout till until via versus vs v
    is are was were be been being am has have had having do does did doing can could may might must shall should
    will would won't can't isn't aren't wasn't weren't hasn't haven't hadn't didn't doesn't don't cannot
    there here then now today yesterday tomorrow ago later earlier again also already always even ever just only
    still too very once twice never instead away back apart together ahead plus minus less more fewer each
    says said say told tell tells added adds asked asks according reported reports announced
    came come comes went go goes gone got get gets gave give gives given took take takes taken made make makes
    saw see sees seen left leave found find finds knew know known thought think became become began begin begins
    won lost died dead killed wounded injured arrested charged died fell fallen rose risen grew grown ran run kept keep
    held hold stood stand sat sit lay lie led met paid put read sent set shot spent spoke won wore wrote written
    voted agreed appeared called claimed failed followed happened helped remained remain refused returned seemed
    showed shows stayed stopped survived tried turned used wanted worked lived moved arrived attended
    including included involved based born aimed due worth compared except
    percent percentage point pm am a.m p.m
    monday tuesday wednesday thursday friday saturday sunday
    """.split()
)
