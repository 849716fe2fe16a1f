"""留言与撤回: something is said at an item, or taken back by who has said it. The item stays as it is."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from comments.models import LONGEST_TEXT, Comment, Mention
from comments.services import mentioning, telling
from comments.states import OFFICIAL, READ_BY, TALKING, Audience
from core import clock
from core.errors import DomainError, NotAllowedError, WrongStateError
from core.services import log
from rectification.models import Item


def may_comment(actor: User) -> bool:
    """Whether the person says anything at the items that he sees."""
    return actor.role in TALKING


def audiences_of(actor: User) -> list[Audience]:
    """For whom the person may write: an enterprise writes to everybody who reads comments at all."""
    return [audience for audience in Audience if actor.role in READ_BY[audience]]


@transaction.atomic
@clock.still()
def comment(item_id: int, *, actor: User, text: str, audience: str) -> Comment:
    """Say something at an item. Raises Item.DoesNotExist, NotAllowedError, DomainError for the text or a name in it."""
    item = Item.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=item_id)
    _refuse_others(actor, audience)
    said = text.strip()
    if not said:
        raise DomainError(_("Write what you want to say."), "text")
    if len(said) > LONGEST_TEXT:
        raise DomainError(_("At most %(n)s characters.") % {"n": LONGEST_TEXT}, "text")
    named = mentioning.named_in(said, item, actor, audience)
    mentioning.note_answered(item, actor)
    written = Comment.objects.create(
        item=item,
        audience=audience,
        text=said,
        author=actor,
        author_name=actor.name,
        author_unit=actor.organization.label,
        at=clock.now(),
    )
    Mention.objects.bulk_create(Mention(comment=written, person=person) for person in named)
    log.record("comment.write", written, actor=actor, after={"audience": audience, "named": named})
    telling.tell_of_comment(written, named)
    return written


def _refuse_others(actor: User, audience: str) -> None:
    if not may_comment(actor):
        raise NotAllowedError(_("Comments are between officials and the units concerned."))
    if audience not in Audience.values:
        raise DomainError(_("Choose who reads the comment."), "audience")
    if audience == Audience.INTERNAL and actor.role not in OFFICIAL:
        raise NotAllowedError(_("Only officials write what is for officials only."))


@transaction.atomic
def withdraw(comment_id: int, *, actor: User) -> Comment:
    """Take back what one has said: nobody reads the words any more, and that there was a comment stays.

    Raises Comment.DoesNotExist, NotAllowedError for another person, WrongStateError for a second time.
    """
    held = Comment.objects.visible_to(actor).select_for_update(of=("self",)).select_related("item").get(pk=comment_id)
    if held.author_id != actor.pk:
        raise NotAllowedError(_("Only who has written a comment withdraws it."))
    if held.withdrawn_at is not None:
        raise WrongStateError(_("The comment has been withdrawn already."))
    held.withdrawn_at = clock.now()
    held.save(update_fields=["withdrawn_at"])
    log.record("comment.withdraw", held, actor=actor)
    return held
