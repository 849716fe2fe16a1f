"""How the tests tell something and look it up, as a browser without an account does."""

import io
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

REPORT, FOLLOW = "/report/", "/report/follow/"
KEY = re.compile(r'name="key" value="([\w-]+)"')
PASS = re.compile(r'name="pass" value="([^"]+)"')
RECEIPT = re.compile(r"<dd>([\d-]+)</dd>")


def photo(name="王五的手机.jpg", colour="red"):
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def opened(browser=None):
    """A browser with the key of a form that it has opened."""
    browser = browser or Client()
    return browser, KEY.search(browser.get(REPORT).content.decode())[1]


def told(key, **changed):
    said = {"key": key, "act": "send", "text": "夜里有刺鼻气味", "place": "镇东头化工厂", "kind": "B", "chosen": ""}
    return {**said, **changed}


def tell(browser=None, address="198.51.100.7", **changed):
    """Tell something in a new form; answers the page with the receipt."""
    browser, key = opened(browser)
    return browser.post(REPORT, told(key, **changed), REMOTE_ADDR=address, follow=True)


def receipt_of(answer):
    """Number and code that a receipt shows."""
    number, code = RECEIPT.findall(answer.content.decode())
    return number, code


def look_up(number, code, browser=None, address="198.51.100.7"):
    return (browser or Client()).post(FOLLOW, {"number": number, "code": code}, REMOTE_ADDR=address)


def say(page, act="reply", **said):
    """Send a form of the page of a dialogue."""
    text = page.content.decode()
    key = KEY.search(text)
    carried = {"pass": PASS.search(text)[1], "act": act, "key": key[1] if key else ""}
    return Client().post(FOLLOW, {**carried, **said}, REMOTE_ADDR="198.51.100.7")
