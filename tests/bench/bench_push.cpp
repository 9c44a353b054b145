// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// From a sign-in at a service to its card on the screen, with the window open and the services
// programs of their own, asked at the usual pace; beside it the share that is the wait for the next
// time it is asked. Then an approval, from its decision to the server's yes. Beside that: a bare
// request to the same server, and OpenSSL's signature alone. A round takes half of the pace, and a
// hundred less than two minutes.

#include "tests/bench/bench.h"
#include "tests/bench/push_scene.h"
#include "ui/push/inbox_page.h"
#include "ui/push/request_card.h"

#include <openssl/ec.h>
#include <openssl/evp.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>

#include <cstdio>
#include <cstdlib>
#include <deque>

namespace {

/// Signed in at in turn. Just after an answer the same one would always be asked as late as can be;
/// when another is asked next has nothing to do with it.
constexpr int Services = 4;

using Milliseconds = std::chrono::duration<double, std::milli>;

void need(bool isDone, const char* what)
{
    if (isDone)
        return;
    std::fprintf(stderr, "%s failed\n", what);
    std::exit(1);
}

/// The peer: a P-256 key at hand, signing as many bytes as an answer has.
class BareSignature
{
public:
    BareSignature() : m_key(EVP_EC_gen("P-256")) { need(m_key, "the key"); }
    ~BareSignature() { EVP_PKEY_free(m_key); }
    BareSignature(const BareSignature&) = delete;
    BareSignature& operator=(const BareSignature&) = delete;

    void sign() const
    {
        constexpr std::size_t Size = 1'000;
        const std::vector<unsigned char> text(Size, 'x');
        std::array<unsigned char, 128> signature {};
        std::size_t size = signature.size();
        EVP_MD_CTX* context = EVP_MD_CTX_new();
        need(EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, m_key) == 1
                && EVP_DigestSign(context, signature.data(), &size, text.data(), text.size()) == 1,
            "signing");
        EVP_MD_CTX_free(context);
    }

private:
    EVP_PKEY* m_key;
};

struct Measured
{
    std::vector<double> card; ///< sign-in → card painted
    std::vector<double> waited; ///< of that, until the service was asked
    std::vector<double> answer; ///< decision → the server's yes
    std::vector<double> request; ///< a bare one
    std::vector<double> signature;
};

/// One sign-in, from its begin to its approval.
void signInOnce(
    bench::Sandbox& sandbox, bench::Desk& desk, ui::push::InboxPage& page, Measured& measured)
{
    inbox::Inbox& requests = desk.watch().inbox();
    std::optional<push::Challenge> arrived;
    base::Time shown;
    const auto connection = QObject::connect(
        &requests, &inbox::Inbox::arrived, &page, [&](const push::Challenge& challenge) {
            // The page has taken it by now: it was connected before.
            page.repaint();
            shown = desk.clock().now();
            arrived = challenge;
        });
    const base::Time begun = desk.clock().now();
    sandbox.signIn();
    bench::waitFor("the card", [&] { return arrived.has_value(); });
    QObject::disconnect(connection);
    need(page.findChild<ui::push::RequestCard*>()->isVisible(), "showing the card");
    const base::Time asked =
        *desk.watch().polling().standing(sandbox.origin().toStdString()).lastTried;
    measured.card.push_back(Milliseconds(shown - begun).count());
    measured.waited.push_back(std::max(0.0, Milliseconds(asked - begun).count()));

    push::Decision approval;
    approval.answer = vault::JournalDecision::Approve;
    approval.withoutVerification = true;
    std::optional<push::AnswerOutcome> outcome;
    QElapsedTimer answering;
    answering.start();
    double took = 0;
    requests.answer(arrived->hash, std::move(approval), [&](const push::AnswerOutcome& told) {
        took = static_cast<double>(answering.nsecsElapsed()) / 1e6;
        outcome = told;
    });
    bench::waitFor("the answer", [&] { return outcome.has_value(); });
    need(outcome->result == vault::JournalResult::Approved, "approving");
    measured.answer.push_back(took);
}

/// So that the services are not asked all at the same time, as they would be after an unlock.
void waitAWhile()
{
    QElapsedTimer waited;
    waited.start();
    const auto wish = QRandomGenerator::global()->bounded(
        static_cast<int>(std::chrono::milliseconds(inbox::WatchedPace).count()));
    bench::waitFor("a while", [&] { return waited.elapsed() >= wish; });
}

void print(const char* what, const std::vector<double>& values)
{
    std::printf("%-44s %10.2f %10.2f\n", what, bench::median(values),
        *std::max_element(values.begin(), values.end()));
}

/// A service that this computer is registered at, and that is asked from now on.
void addService(std::deque<bench::Sandbox>& services, bench::Desk& desk)
{
    bench::Sandbox& service = services.emplace_back(QStringLiteral(COUNTERSIGN_SANDBOX));
    desk.activate(service);
    waitAWhile();
    desk.watch().reload();
}

void measure(int rounds)
{
    std::deque<bench::Sandbox> services;
    bench::Desk desk;
    ui::push::InboxPage page(desk.watch(), desk.session(), desk.clock());
    page.resize(480, 680);
    page.show();
    desk.watch().polling().setWatched(true);
    desk.watch().unlock();
    for (int i = 0; i < std::min(Services, rounds); ++i)
        addService(services, desk);
    const BareSignature peer;
    Measured measured;
    for (int i = 0; i < rounds; ++i) {
        bench::Sandbox& service = services[static_cast<std::size_t>(i) % services.size()];
        signInOnce(service, desk, page, measured);
        measured.request.push_back(bench::milliseconds(
            [&] { service.call("GET", QStringLiteral("/.well-known/okta-organization")); }));
        measured.signature.push_back(bench::milliseconds([&] { peer.sign(); }));
    }
    std::vector<double> own;
    for (std::size_t i = 0; i < measured.card.size(); ++i)
        own.push_back(measured.card[i] - measured.waited[i]);
    std::printf("%-44s %10s %10s   of %d\n", "ms", "median", "worst", rounds);
    print("sign-in at the service → card painted", measured.card);
    print("  of that, until the service is asked", measured.waited);
    print("  the rest: asking, checking, painting", own);
    std::printf("    (aim: the wait, at most %.0f, and 100 for the rest)\n",
        1.2 * Milliseconds(inbox::WatchedPace).count());
    print("approval: decision → the server's yes", measured.answer);
    print("  a bare request to the same server", measured.request);
    print("  a bare P-256 signature of OpenSSL", measured.signature);
}

} // namespace

int main(int argc, char** argv)
{
    crypto::startSecureHeap();
    const QApplication program(argc, argv);
    measure(bench::isQuick(argc, argv) ? 2 : 100);
    return 0;
}
