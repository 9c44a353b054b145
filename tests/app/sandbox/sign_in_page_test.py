#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""The pages in Chromium, used by keyboard alone, with a device that speaks the wire beside them.

    sign_in_page_test.py PROGRAM
"""
import os
import sys
import tempfile
import unittest

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

import wire

PROGRAM = sys.argv.pop(1)


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = wire.Program(PROGRAM)
        cls.user = cls.program.line["users"][0]
        cls.profile = tempfile.TemporaryDirectory()
        options = webdriver.ChromeOptions()
        for word in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
                     "--no-proxy-server", "--user-data-dir=" + cls.profile.name):
            options.add_argument(word)
        options.binary_location = "/usr/bin/chromium"
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        cls.browser = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()
        cls.profile.cleanup()
        cls.program.end()

    def type(self, *keys):
        for key in keys:
            self.browser.switch_to.active_element.send_keys(key)

    def sees(self, text):
        WebDriverWait(self.browser, wire.ANSWER_SECONDS).until(
            lambda browser: text in browser.find_element(By.ID, "status").text)

    def open(self, path):
        self.browser.get(self.program.line["http"] + path)

    def sign_in(self, numbers=False):
        self.open("/")
        self.type(self.user["login"], Keys.TAB, self.user["password"], Keys.TAB)
        if numbers:
            self.type(Keys.SPACE)
        self.type(Keys.TAB, Keys.ENTER)

    def set_up(self):
        """A device activated from the page's code."""
        self.open("/enrol")
        self.type(self.user["login"], Keys.TAB, self.user["password"], Keys.ENTER)
        self.sees("Waiting for your device.")
        link = self.browser.find_element(By.ID, "link").get_attribute("href")
        device = wire.Device(self.program)
        status, answer = device.activate(link)
        self.assertEqual(status, 200, answer)
        self.sees("Active.")
        self.assertEqual(device.maintain()[0], 200)
        return device

    def one_challenge(self, device):
        found = []
        WebDriverWait(None, wire.ANSWER_SECONDS).until(
            lambda _: found.extend(device.challenges()) or found)
        self.assertEqual(len(found), 1)
        return found[0]

    def test_approved_denied_and_wrong_number(self):
        device = self.set_up()

        self.sign_in()
        self.sees("Waiting for your device.")
        status, answer = device.answer(self.one_challenge(device), "APPROVED_CONSENT_PROMPT")
        self.assertEqual(status, 200, answer)
        self.sees("Welcome.")

        self.sign_in()
        status, answer = device.answer(self.one_challenge(device), "DENIED_CONSENT_PROMPT")
        self.assertEqual(status, 204, answer)
        self.sees("Denied.")

        self.sign_in(numbers=True)
        challenge = self.one_challenge(device)
        self.sees("Choose this number there:")
        number = self.browser.find_element(By.ID, "number").text
        self.assertIn(number, challenge["challengeContext"]["challengeTextItems"])
        status, answer = device.answer(
            challenge, "APPROVED_CONSENT_PROMPT", selectedTextItem=number)
        self.assertEqual(status, 200, answer)
        self.sees("Welcome.")

        client = challenge["challengeContext"]["countersignClient"]
        self.assertEqual(client["address"], "127.0.0.1")
        self.assertIn("Chrome", client["userAgent"])

    def test_nobody_answers(self):
        self.set_up()
        self.program.settings(transactionSeconds=1)
        try:
            self.sign_in()
            self.sees("Timed out.")
        finally:
            self.program.settings(transactionSeconds=300)

    def test_the_code_is_a_picture_of_the_link(self):
        self.open("/enrol")
        self.type(self.user["login"], Keys.TAB, self.user["password"], Keys.ENTER)
        self.sees("Waiting for your device.")
        width = self.browser.execute_script(
            "const p = document.getElementById('picture');"
            "return p.decode().then(() => p.naturalWidth);")
        self.assertGreater(width, 100)

    def test_wrong_password(self):
        self.open("/")
        self.type(self.user["login"], Keys.TAB, "guess", Keys.ENTER)
        self.sees("Incorrect username or password")

    def test_everything_has_a_name(self):
        for path in ("/", "/enrol", "/sandbox/"):
            self.open(path)
            for field in self.browser.find_elements(
                    By.CSS_SELECTOR, "input:not([type=hidden]), button, select, a"):
                if field.is_displayed():
                    self.assertTrue(field.accessible_name, field.get_attribute("outerHTML"))
            status = self.browser.find_element(By.ID, "status")
            self.assertEqual(status.aria_role, "status")

    def test_control_page_sets_and_shows(self):
        self.open("/sandbox/")
        form = self.browser.find_element(By.ID, "faults")
        WebDriverWait(self.browser, wire.ANSWER_SECONDS).until(
            lambda browser: browser.find_element(
                By.CSS_SELECTOR, "[data-member=rateLimit]").get_attribute("value") == "600")
        form.find_element(By.CSS_SELECTOR, "[data-member=status]").send_keys("503", Keys.ENTER)
        self.sees("Set.")
        self.assertEqual(self.program.api("GET", "/api/v1/users/" + self.user["id"])[0], 503)
        self.program.faults()
        self.assertEqual(self.program.api("GET", "/api/v1/users/" + self.user["id"])[0], 200)

    def test_another_sites_page_gets_nothing(self):
        """fetch, a form and an image from a page that is not the service's (null origin)."""
        http = self.program.line["http"]
        before = self.program.send("GET", http + "/sandbox/faults")[1]
        self.browser.get("data:text/html,<title>foreign</title><body></body>")
        outcome = self.browser.execute_async_script("""
            const [http, token, done] = arguments;
            const tried = [
                fetch(http + "/sandbox/faults"),
                fetch(http + "/sandbox/faults", { method: "POST", body: "{\\"status\\": 500}" }),
                fetch(http + "/sandbox/faults", { method: "POST", body: "{\\"status\\": 500}",
                    headers: { "Content-Type": "application/json",
                               "Authorization": "SSWS " + token } }),
                fetch(http + "/sandbox/faults", { method: "POST", mode: "no-cors",
                    body: "{\\"status\\": 500}" }).then((r) => r.type),
            ];
            Promise.allSettled(tried).then((all) =>
                done(all.map((one) => one.status === "fulfilled" ? String(one.value) : "failed")));
            """, http, self.program.line["apiToken"])
        self.assertEqual(outcome[:3], ["failed"] * 3)
        self.assertIn(outcome[3], ("opaque", "failed"))
        self.assertEqual(self.program.send("GET", http + "/sandbox/faults")[1], before)

    def tearDown(self):
        """The policy of the pages has kept nothing of their own out."""
        broken = [entry["message"] for entry in self.browser.get_log("browser")
                  if "Content Security Policy" in entry["message"]]
        self.assertEqual(broken, [])


if __name__ == "__main__":
    os.environ.setdefault("HOME", "/nonexistent")
    unittest.main()
