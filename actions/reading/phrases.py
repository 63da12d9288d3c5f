"""Words that mean something special while the form waits, in English and Spanish."""

from __future__ import annotations

import re

from actions.reading.normal import words

_STOP = re.compile(
    r"(please |por favor |ok |no |ya |y[ao] )*"
    r"(stop|cancel|quit|exit|abort|end|leave|never ?mind|nvm|forget (it|about it)"
    r"|no thanks?|no thank you|thanks? no|not now|later|maybe later|go back|nothing|i give up"
    r"|enough"
    r"|(i )?(dont|do not) want( to)?( (go on|continue|do this|do it))?( any ?more)?"
    r"|para|pare|parar|detente|detener|alto|cancela|cancele|cancelar|salir|terminar|termina"
    r"|olvidal[oa]|olvidel[oa]|olvidate|dejal[oa]|dejel[oa]|deja(lo)? asi|dejemoslo|basta"
    r"|gracias no|no gracias|ya no|nada|ahora no|despues|luego|mas tarde|(ya )?no quiero"
    r"( seguir| continuar| hacer(lo)?| nada)?( mas)?|volver|atras)"
    r"( (it|that|this|now|please|thanks|thank you|the form|asking|already|pls|por favor|porfa"
    r"|gracias|ya|eso|esto|mejor|el formulario|de preguntar|asi))*"
)
_WITHOUT = re.compile(
    r"\b(dont|do not|didnt|did not|doesnt|cant|cannot|can not|havent|have not|no|never|not|lost|"
    r"forgot|forget|misplaced|threw)\b"
    r".{0,40}\b(have|know|find|got|get|remember|number|it|one|letter|received|given|paper|idea)\b"
    r"|\bwhere\b.{0,25}\b(it|number|one|that)\b"
    r"|\b(what|which)\b.{0,25}\bnumber\b|\b(case|client) number\b|\bnumber is (on|in)\b"
    r"|\bnumero de (caso|cliente)\b"
    r"|\bno (lo|la|me|se|te)? ?(tengo|tenemos|se|acuerdo|recuerdo|encuentro|hallo|conozco"
    r"|dieron|llego|sabria)\b"
    r"|\b(perdi|perdido|perdimos|extravi\w+|olvid(e|o|ado)|se me (perdio|olvido)|bote|tire)\b"
    r"|\b(donde|cual|que|como)\b.{0,30}\b(numero|encuentro|esta|veo|busco|es ese)\b"
    r"|\b(sin|ningun) numero\b|\bni idea\b|\bnunca (me|recibi|tuve)\b"
)
_ABOUT_IT = re.compile(r"\b(number|numero|letter|carta|it|lo|idea)\b")
_MOMENT = re.compile(
    r"\b((one|a|1) (moment|minute|min|sec|second)|wait|hold on|hang on"
    r"|let me (look|check|find|get|see)|looking for (it|the|my)|gimme a|give me a"
    r"|un (momento|momentito|minuto|segundo|ratito|rato)|espera\w*|esper(e|eme|ame)|aguant\w+"
    r"|permitame|permiteme|dej(a|e)(me)? (ver|buscar\w*|checar|revisar)|dame un|deme un"
    r"|lo (estoy buscando|busco)|voy a buscar\w*|ahorita)\b"
)
_WHY = re.compile(
    r"\b(why|what for|how come)\b.{0,30}\b(need|want|ask|asking|necessary|have to|must)\b"
    r"|\bis (it|this|that) safe\b"
    r"|\b(por que|porque|para que|xq|pq)\b.{0,30}\b(necesit\w+|quier\w+|pid\w+|pregunt\w+|ocup\w+"
    r"|tengo que|hace falta)\b"
    r"|\bes segur[oa]\b"
)
_SURE = re.compile(
    r"\b(right|correct|true|sure|real|same|really is|checked|correct[oa]s?|cierto|verdad|segur[oa]"
    r"|esta bien|estan bien|si es|ya (lo |la |los )?revise|es mi (fecha|numero))\b"
)
_UNSURE = re.compile(r"\b(not|isnt|arent|no|wrong|mal)\b")
_WHY_ALONE = {"why", "but why", "what for", "por que", "para que", "y eso", "xq", "pq"}


def wants_to_stop(text: str) -> bool:
    """Whether the whole message only says to stop."""
    return _STOP.fullmatch(words(text)) is not None


def needs_a_moment(text: str) -> bool:
    """Whether the citizen asks for time, to look for a letter perhaps."""
    return _MOMENT.search(words(text)) is not None


def insists(text: str) -> bool:
    """Whether the message says that what was given is right."""
    plain = words(text)
    return _SURE.search(plain) is not None and _UNSURE.search(plain) is None


def asks_why(text: str) -> bool:
    """Whether the message asks why the question is asked."""
    plain = words(text)
    return plain in _WHY_ALONE or _WHY.search(plain) is not None


def is_without_it(text: str, topic: bool = False) -> bool:
    """Whether the message says that the citizen does not have or know what was asked for.

    `topic`: the classifier takes it for a question of its own, so it must speak of the number.
    """
    plain = words(text)
    if _WITHOUT.search(plain) is None:
        return False
    return not topic or (_ABOUT_IT.search(plain) is not None and len(plain.split()) <= 10)
