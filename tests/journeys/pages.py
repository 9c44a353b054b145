# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""A real Chromium on the display, used by keyboard, for a journey: each line that comes in is a
command, and each is answered by one line.

    pages.py FOLDER ADDRESS LOGIN PASSWORD API-TOKEN CA-FILE
      enrol | sign-in | sign-in-with-number → what the page says then
      status TEXT → what it says once TEXT is in it
      number → the number on the page
      life SECONDS → "set", once sign-ins run out after that time
      visit ADDRESS → the heading of the page there
      allow → that of the page which comes after the user of LOGIN has allowed what this one asks
"""
import base64
import hashlib
import json
import sys
import urllib.request

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

PATIENCE = 60
FOLDER, ADDRESS, LOGIN, PASSWORD, TOKEN, CA_FILE = sys.argv[1:]


def key_of_authority():
    """Its hash, as Chromium takes it: what the authority has signed is good for this browser, and
    nothing else is. It is made at each start, so that no browser knows it."""
    with open(CA_FILE, "rb") as file:
        certificate = x509.load_pem_x509_certificate(file.read())
    key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(key).digest()).decode()


def start():
    options = webdriver.ChromeOptions()
    for word in ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-proxy-server",
                 "--window-position=0,0", "--window-size=800,1080", "--no-first-run",
                 "--user-data-dir=" + FOLDER,
                 "--ignore-certificate-errors-spki-list=" + key_of_authority()):
        options.add_argument(word)
    options.binary_location = "/usr/bin/chromium"
    return webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)


def set_life(seconds):
    request = urllib.request.Request(
        ADDRESS + "/sandbox/settings", json.dumps({"transactionSeconds": int(seconds)}).encode(),
        {"Content-Type": "application/json", "Authorization": "SSWS " + TOKEN})
    with urllib.request.urlopen(request, timeout=PATIENCE):
        return "set"


class Pages:
    def __init__(self):
        self.browser = start()

    def status(self, text):
        def said(browser):
            words = browser.find_element(By.ID, "status").text
            return words if text in words else None
        return WebDriverWait(self.browser, PATIENCE).until(said)

    def number(self):
        return WebDriverWait(self.browser, PATIENCE).until(
            lambda browser: browser.find_element(By.ID, "number").text)

    def go(self, path, *keys):
        self.browser.get(ADDRESS + path)
        for key in (LOGIN, Keys.TAB, PASSWORD, *keys):
            self.browser.switch_to.active_element.send_keys(key)
        return self.status("Waiting for your device.")

    def heading(self):
        return self.browser.find_element(By.TAG_NAME, "h1").text

    def visit(self, address):
        self.browser.get(address)
        return self.heading()

    def allow(self):
        before = self.heading()
        self.browser.find_element(By.ID, "user").send_keys(LOGIN)
        for key in (Keys.TAB, Keys.ENTER):
            self.browser.switch_to.active_element.send_keys(key)
        return WebDriverWait(self.browser, PATIENCE, ignored_exceptions=[WebDriverException]).until(
            lambda _: self.heading() != before and self.heading())

    def answer(self, command, *words):
        if command == "enrol":
            words = self.go("/enrol", Keys.ENTER)
            # The screen is looked at, so the code has to be painted.
            self.browser.execute_async_script(
                "const [done] = arguments; const p = document.getElementById('picture');"
                "p.decode().then(() => requestAnimationFrame(() => requestAnimationFrame(done)));")
            return words
        if command == "sign-in":
            return self.go("/", Keys.TAB, Keys.TAB, Keys.ENTER)
        if command == "sign-in-with-number":
            return self.go("/", Keys.TAB, Keys.SPACE, Keys.TAB, Keys.ENTER)
        if command == "life":
            return set_life(*words)
        if command == "number":
            return self.number()
        if command == "visit":
            return self.visit(*words)
        if command == "allow":
            return self.allow()
        return self.status(" ".join(words))


def main():
    pages = Pages()
    try:
        print("ready", flush=True)
        for line in sys.stdin:
            print(pages.answer(*line.split()), flush=True)
    finally:
        pages.browser.quit()


main()
