// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors
"use strict";

const byId = (id) => document.getElementById(id);
const token = document.querySelector("meta[name=page-token]")?.content ?? "";
const pollMilliseconds = 500;

/* The outcome, where screen readers announce it; what comes from outside is text, never markup. */
function say(text, number) {
    const status = byId("status");
    status.textContent = text;
    if (number !== undefined) {
        const shown = document.createElement("p");
        shown.id = "number";
        shown.textContent = String(number);
        status.append(shown);
    }
}

async function send(address, body) {
    const reply = await fetch(address, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Page-Token": token },
        body: JSON.stringify(body),
    });
    const answer = await reply.json();
    if (!reply.ok)
        throw new Error(answer.errorCauses?.[0]?.errorSummary ?? answer.errorSummary);
    return answer;
}

async function look(address) {
    const reply = await fetch(address);
    return reply.json();
}

/* Asks again until the state is another than "waiting"; tells of each answer. */
async function follow(address, tell) {
    for (;;) {
        const answer = await look(address);
        tell(answer);
        if (answer.state !== "waiting")
            return;
        await new Promise((done) => setTimeout(done, pollMilliseconds));
    }
}

const outcomes = {
    success: "Welcome. You are signed in.",
    rejected: "Denied. You are not signed in.",
    timeout: "Timed out. Nobody answered in time.",
    cancelled: "Cancelled. You are not signed in.",
    none: "No device is set up for this user yet. Set one up first.",
    code: "Type the code that your authenticator shows.",
};

/* Only what has changed is written, or screen readers would repeat it every half second. */
function tellSignIn() {
    let last = "";
    return (answer) => {
        const key = answer.state + "/" + answer.number;
        if (key === last)
            return;
        last = key;
        if (answer.state !== "waiting")
            say(outcomes[answer.state] ?? "Something went wrong.");
        else if (answer.number !== undefined)
            say("Waiting for your device. Choose this number there:", answer.number);
        else
            say("Waiting for your device.");
    };
}

async function signIn(form) {
    const codePart = byId("code-part");
    const body = { login: form.login.value, password: form.password.value };
    if (!codePart.hidden) {
        body.code = form.code.value;
        tellSignIn()(await send("/pages/code", body));
        return;
    }
    const tell = tellSignIn();
    const answer = await send("/pages/sign-in", { ...body, numbers: form.numbers.checked });
    tell(answer);
    if (answer.state === "code") {
        codePart.hidden = false;
        form.code.focus();
    }
    if (answer.state === "waiting")
        await follow("/pages/sign-in/" + encodeURIComponent(answer.transaction), tell);
}

async function enrol(form) {
    const answer =
        await send("/pages/enrol", { login: form.login.value, password: form.password.value });
    byId("picture").src = answer.picture;
    byId("link").href = answer.link;
    byId("activation").hidden = false;
    say("Waiting for your device.");
    await follow("/pages/enrol/" + encodeURIComponent(answer.factor), (now) => {
        if (now.state === "waiting")
            return;
        byId("activation").hidden = true;
        say(now.state === "active" ? "Active. The device is set up."
                                   : "Timed out. Show a new code.");
    });
}

function onSubmit(form, work) {
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        try {
            await work(form);
        } catch (error) {
            say(error.message);
        }
    });
}

/* Faults that are off are left out; settings are sent as they stand. */
function collect(form, all) {
    const out = {};
    for (const field of form.querySelectorAll("[data-member]")) {
        const value = field.type === "checkbox" ? field.checked
            : field.type === "number" ? Number(field.value) : field.value;
        if (all || value)
            out[field.dataset.member] = value;
    }
    return out;
}

async function fill(form) {
    const values = await look(form.dataset.address);
    for (const field of form.querySelectorAll("[data-member]")) {
        const value = values[field.dataset.member];
        if (field.type === "checkbox")
            field.checked = Boolean(value);
        else
            field.value = value ?? "";
    }
}

switch (document.body.dataset.page) {
case "sign-in":
    onSubmit(byId("form"), signIn);
    break;
case "enrol":
    onSubmit(byId("form"), enrol);
    break;
case "control":
    for (const form of document.forms) {
        fill(form);
        onSubmit(form, async () => {
            await send(form.dataset.address, collect(form, form.id === "settings"));
            await fill(form);
            say("Set.");
        });
    }
    break;
}
