# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""A real Chromium on the display, used by keyboard, for a journey: each line that comes in is a
command, and each is answered by one line.

    pages.py FOLDER ADDRESS LOGIN PASSWORD API-TOKEN
      enrol | sign-in | sign-in-with-number → what the page says then
      status TEXT → what it says once TEXT is in it
      number → the number on the page
      life SECONDS → "set", once sign-ins run out after that time
"""
import json
import sys
import urllib.request

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

PATIENCE = 60
FOLDER, ADDRESS, LOGIN, PASSWORD, TOKEN = sys.argv[1:]


def start():
    options = webdriver.ChromeOptions()
    for word in ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-proxy-server",
                 "--window-position=0,0", "--window-size=800,1080", "--no-first-run",
                 "--user-data-dir=" + FOLDER):
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
