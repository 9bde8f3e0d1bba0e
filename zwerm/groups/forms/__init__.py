from zwerm.groups.forms.group import GroupForm, StartForm
from zwerm.groups.forms.people import AskMemberForm, ReasonForm, RoleForm
from zwerm.groups.forms.requests import AnswerForm, RequestForm

__all__ = [
    "AnswerForm",
    "AskMemberForm",
    "GroupForm",
    "ReasonForm",
    "RequestForm",
    "RoleForm",
    "StartForm",
]
