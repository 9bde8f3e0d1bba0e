from zwerm.moderation.models.case import Case, DecidedMeanwhile
from zwerm.moderation.models.claim import Claim
from zwerm.moderation.models.decision import Decision
from zwerm.moderation.models.desk_mark import DeskMark
from zwerm.moderation.models.hand import Hand
from zwerm.moderation.models.holding_rules import HoldingRules
from zwerm.moderation.models.learned import Learned
from zwerm.moderation.models.objection import Objection
from zwerm.moderation.models.prompt import Prompt
from zwerm.moderation.models.report import Report
from zwerm.moderation.models.restriction import Restriction
from zwerm.moderation.models.starting_rules import StartingRules

__all__ = [
    "Case", "Claim", "DecidedMeanwhile", "Decision", "DeskMark", "Hand", "HoldingRules", "Learned", "Objection", "Prompt",
    "Report", "Restriction", "StartingRules",
]  # fmt: skip
