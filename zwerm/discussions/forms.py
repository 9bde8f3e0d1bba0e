"""What people may send us about conversations."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from zwerm.core.permissions import may
from zwerm.discussions import moves
from zwerm.discussions.models import Post, Topic
from zwerm.groups.models import Group

LONGEST = 50_000
_topic = re.compile(r"/topics/(?P<page>[0-9]{1,18})(?:[/?#]|$)|^(?P<number>[0-9]{1,18})$")
WIDER = gettext_lazy(
    "Other people would read there what was written for this group. Ask the writers first, or start a new conversation there."
)


class BodyField(forms.CharField):
    """Markdown, as somebody wrote it: leading spaces mean something, only an empty one is refused."""

    def __init__(self, placeholder: str | Promise = "", **kwargs: Any) -> None:
        errors = {
            "required": gettext_lazy("There is nothing here yet: write something first."),
            "max_length": gettext_lazy(
                "This is %(show_value)d characters; one post holds %(limit_value)d. Split it over two posts."
            ),
        }
        widget = forms.Textarea(attrs={"placeholder": placeholder, "rows": 8})
        super().__init__(max_length=LONGEST, strip=False, widget=widget, error_messages=errors, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean((value or "").replace("\r\n", "\n"))
        if not text.strip():
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return text


class TopicForm(forms.Form):
    """Starting a conversation in a group."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("field of a new topic", "Kind"), choices=Topic.Kind.choices, widget=forms.RadioSelect
    )
    section = forms.ChoiceField(label=pgettext_lazy("field of a new topic", "Section"), widget=forms.Select)
    title = forms.CharField(
        label=pgettext_lazy("field of a new topic", "Title"),
        max_length=160,
        error_messages={"required": gettext_lazy("Give it a title: one line that says what it is about.")},
    )
    body = BodyField(
        label=pgettext_lazy("field of a new topic", "Your post"),
        placeholder=gettext_lazy("Write as you would tell a colleague."),
    )

    def __init__(self, *args: Any, group: Group, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        announces = may(person, "groups.moderate_group", group)
        kinds = [(kind, label) for kind, label in Topic.Kind.choices if announces or kind != Topic.Kind.ANNOUNCEMENT]
        sections = [(section, label) for section, label in Group.Section.choices if group.allows(section)]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["section"].choices = sections  # type: ignore[attr-defined]


class AnsweredField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django subclasses it bare
    """The post that a reply answers; of one that was taken away or moved since, the words stay and the answer is to everyone."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except forms.ValidationError:
            return None


class ReplyForm(forms.Form):
    """A reply to a topic, or to one post in it."""

    body = BodyField(
        label=pgettext_lazy("field of a reply", "Your reply"),
        placeholder=pgettext_lazy("in an empty reply", "Your reply"),
    )
    reply_to = AnsweredField(queryset=Post.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound or self.data.get("reply_to"):  # a reply to everyone answers none of them
            self.fields["reply_to"].queryset = topic.posts.filter(deletion=None)  # type: ignore[attr-defined]


class WordsForm(forms.Form):
    """The words of a post, changed."""

    body = BodyField(label=pgettext_lazy("field of a post", "Your post"))


class TitledForm(WordsForm):
    """The title and first words of a topic, changed before it is there."""

    title = forms.CharField(label=pgettext_lazy("field of a topic", "Title"), max_length=160)


class TitleForm(forms.Form):
    title = forms.CharField(label=pgettext_lazy("field of a topic", "Title"), max_length=160)


class MoveForm(forms.Form):
    """Where a topic belongs."""

    group = forms.ModelChoiceField(label=pgettext_lazy("field of a move", "Group"), queryset=Group.objects.none())
    section = forms.ChoiceField(label=pgettext_lazy("field of a move", "Section"), choices=Group.Section.choices)
    reason = forms.CharField(
        label=pgettext_lazy("field of a move", "Why, for the author"),
        required=False,
        max_length=300,
        widget=forms.TextInput,
    )

    def __init__(self, *args: Any, topic: Topic, groups: QuerySet[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic = topic
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]

    def clean_group(self) -> Group:
        group: Group = self.cleaned_data["group"]
        if moves.reaches_more(self.topic.group, group):
            raise forms.ValidationError(WIDER)
        return group

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        group, section = cleaned.get("group"), cleaned.get("section")
        if group and section and not group.allows(section):
            label = dict(Group.Section.choices)[section]
            self.add_error(
                "section",
                _("%(group)s has no section %(section)s. Choose another one.") % {"group": group, "section": label},
            )
        return cleaned


class MergeForm(forms.Form):
    """Into which conversation: its address or its number."""

    into = forms.CharField(
        label=pgettext_lazy("field of a merger", "Address of the conversation that stays"), max_length=300
    )

    def clean_into(self) -> int:
        found = _topic.search(self.cleaned_data["into"])
        if found is None:
            raise forms.ValidationError(_("Paste the address of a conversation, as your browser shows it."))
        return int(found["page"] or found["number"])


class SplitForm(forms.Form):
    """Which replies get a conversation of their own."""

    title = forms.CharField(label=pgettext_lazy("field of a split", "Title of the new conversation"), max_length=160)
    posts = forms.ModelMultipleChoiceField(
        queryset=Post.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one reply.")},
    )

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["posts"].queryset = topic.posts.filter(number__gt=1, deletion=None)  # type: ignore[attr-defined]
