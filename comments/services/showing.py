"""What the page of an item shows of comments, to whom."""

from accounts.models import User
from comments.models import Comment, Follow
from comments.services.commenting import may_comment
from rectification.models import Item

NEWEST = 20


def of_item(item: Item, reader: User) -> dict[str, object]:
    """Whether the reader follows it, and for those who talk the newest comments."""
    follows = Follow.objects.filter(item=item, person=reader).exists()
    if not may_comment(reader):
        return {"follows": follows}
    found = list(Comment.objects.visible_to(reader).filter(item=item).for_page(reader)[: NEWEST + 1])
    return {"follows": follows, "talks": True, "comments": found[:NEWEST], "has_more": len(found) > NEWEST}
