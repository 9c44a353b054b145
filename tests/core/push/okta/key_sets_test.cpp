// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/key_sets.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/okta_desk.h"

using push::okta::KeySets;
using push::okta::KeySource;
using support::OktaService;

namespace {

const std::string Id = "org-1";

struct Scene
{
    support::FixedClock clock { 1'760'000'000 };
    OktaService service { clock };
    base::QtTimers timers;
    net::HttpClient http { "test/1.0", clock, timers };
    KeySets keys { http, clock };
    QObject context;

    Scene()
    {
        // The authorisation servers of the organisation publish the same keys.
        service.instead = [this](const OktaService::Request& request) {
            return request.path.endsWith("/.well-known/openid-configuration")
                ? std::optional(support::HttpServer::reply("200 OK",
                    "{\"jwks_uri\":\"" + QByteArray::fromStdString(service.origin())
                        + "/oauth2/v1/keys\"}"))
                : std::nullopt;
        };
        service.cacheControl = "max-age=120";
    }

    KeySource source(const std::string& server = {}, const vault::PushTrust& trust = {}) const
    {
        return { service.origin() + server, service.origin(), {}, trust };
    }

    bool fetch(const KeySource& from)
    {
        std::optional<bool> done;
        keys.fetch(from, &context, [&](const base::Result<void>& result) { done = bool(result); });
        return QTest::qWaitFor([&] { return done.has_value(); }) && *done;
    }
};

std::vector<std::string> issuersOf(const std::vector<KeySource>& sources)
{
    std::vector<std::string> issuers;
    for (const KeySource& source : sources)
        issuers.push_back(source.issuer);
    return issuers;
}

} // namespace

class OktaKeySetsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void keysAreOfOneIssuer()
    {
        Scene scene;
        QVERIFY(scene.fetch(scene.source()));
        QVERIFY(scene.keys.find(scene.source(), Id));
        QVERIFY(!scene.keys.find(scene.source(), "org-2"));
        QVERIFY(!scene.keys.find(scene.source("/oauth2/aus1"), Id));
    }

    /// An authority that one account trusts cannot make keys for another one.
    void keysThatOneTrustBroughtAreNoOthers()
    {
        Scene scene;
        const vault::PushTrust own { { base::Bytes { 1, 2, 3 } } };
        const vault::PushTrust others { { base::Bytes { 1, 2, 4 } } };
        QVERIFY(scene.fetch(scene.source({}, own)));
        QVERIFY(scene.keys.find(scene.source({}, own), Id));
        QVERIFY(!scene.keys.find(scene.source({}, others), Id));
        QVERIFY(!scene.keys.find(scene.source(), Id));
        // Each may be asked for by itself.
        QVERIFY(!scene.keys.mayFetch(scene.source({}, own)));
        QVERIFY(scene.keys.mayFetch(scene.source()));
    }

    void allSetsOfAnOrganisationAreKeptFresh()
    {
        Scene scene;
        const vault::PushTrust others { { base::Bytes { 1, 2, 4 } } };
        QVERIFY(scene.fetch(scene.source()));
        QVERIFY(scene.fetch(scene.source("/oauth2/aus1")));
        QVERIFY(scene.fetch(scene.source("/oauth2/aus1", others)));
        QVERIFY(scene.keys.outdatedBeside(scene.source()).empty());
        scene.clock.time += std::chrono::seconds(120);
        const auto outdated = issuersOf(scene.keys.outdatedBeside(scene.source()));
        QCOMPARE(outdated,
            std::vector({ scene.service.origin(), scene.service.origin() + "/oauth2/aus1" }));
        // The old keys hold until the new ones have come, and trying has its pace.
        QVERIFY(scene.keys.find(scene.source(), Id));
        scene.service.instead = [](const OktaService::Request&) {
            return std::optional(support::HttpServer::reply("503 Service Unavailable", {}));
        };
        QVERIFY(!scene.fetch(scene.source()));
        QVERIFY(scene.keys.find(scene.source(), Id));
        QCOMPARE(issuersOf(scene.keys.outdatedBeside(scene.source())),
            std::vector({ scene.service.origin() + "/oauth2/aus1" }));
    }
};

QTEST_GUILESS_MAIN(OktaKeySetsTest)
#include "key_sets_test.moc"
