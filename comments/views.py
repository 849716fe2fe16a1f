"""留言、关注: what is said at an item, whom it may name, and the items that one follows."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comments.forms import CommentForm
from comments.models import Comment
from comments.services import commenting, following, mentioning
from core.errors import DomainError
from core.forms import RefusedAt
from core.requests import SignedInRequest
from core.views.checking import Check, act_check
from core.views.listing import page_of, words_of
from rectification.models import Item


@login_required
@require_http_methods(["GET", "POST"])
def item_comments(request: SignedInRequest, pk: int) -> HttpResponse:
    """All that has been said at an item, and the form for one more."""
    item = _item(request, pk)
    form = CommentForm(request.POST or None, item=item, actor=request.user)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            written = commenting.comment(item.pk, actor=request.user, **form.cleaned_data)
            messages.success(request, _("The comment has been written."))
            return redirect(written.get_absolute_url())
    rows = Comment.objects.visible_to(request.user).filter(item=item).for_page(request.user)
    context = {"item": item, "form": form, "page": page_of(request, rows)}
    return render(request, "comments/item_comments.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def item_people(request: SignedInRequest, pk: int) -> JsonResponse:
    """Whom a comment at an item may name, for the list that opens after an @."""
    return JsonResponse({"people": mentioning.offered(_item(request, pk), request.user, words_of(request.GET))})


def _item(request: SignedInRequest, pk: int) -> Item:
    """An item at which the person talks; to whom nothing is said there, the page isn't there."""
    if not commenting.may_comment(request.user):
        raise Http404
    return get_object_or_404(Item.objects.visible_to(request.user), pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def comment_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back what one has said, after its words have been shown once more."""
    rows = Comment.objects.visible_to(request.user).standing().filter(author=request.user.pk)
    comment = get_object_or_404(rows.select_related("item"), pk=pk)
    if request.method == "POST":
        try:
            commenting.withdraw(comment.pk, actor=request.user)
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The comment has been withdrawn."))
        return redirect(comment.get_absolute_url())
    check = Check(
        pgettext("comment", "Withdraw"),
        _("Nobody reads the words any more; that you have written and withdrawn a comment stays."),
        comment.item.number,
        comment.get_absolute_url(),
        points=[(pgettext("comment", "Comment"), comment.text)],
    )
    return act_check(request, check)


@login_required
@require_POST
def comment_seen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that one has read where one is named."""
    comment = get_object_or_404(Comment.objects.visible_to(request.user).select_related("item"), pk=pk)
    mentioning.note_seen(comment, request.user)
    return redirect(comment.get_absolute_url())


@login_required
@require_POST
def item_follow(request: SignedInRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(Item.objects.visible_to(request.user), pk=pk)
    following.follow(item.pk, actor=request.user)
    messages.success(request, _("You are told what becomes of %(number)s.") % {"number": item.number})
    return redirect(item)


@login_required
@require_POST
def item_unfollow(request: SignedInRequest, pk: int) -> HttpResponse:
    """Follow an item no more; one stays where one was, on the item's page or the list."""
    item = get_object_or_404(Item.objects.visible_to(request.user), pk=pk)
    following.unfollow(item.pk, actor=request.user)
    messages.success(request, _("You follow %(number)s no more.") % {"number": item.number})
    return redirect("comments:follow-list" if request.POST.get("from") == "list" else item)
