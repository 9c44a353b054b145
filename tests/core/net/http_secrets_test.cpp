// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/core/net/http_scene.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/logged.h"

#include <QLoggingCategory>
#include <QTest>

using support::HttpScene;
using support::HttpServer;
using support::post;
using namespace std::chrono_literals;

namespace {

net::HttpRequest secretRequest(const HttpServer& server)
{
    auto request = post(server.url("/a?signature=PlantedInQuery"), "PlantedInBody");
    request.authorization = { "Bearer",
        std::move(*crypto::SecretBytes::copyOf("PlantedInHeader")) };
    request.limits.time = 2s;
    return request;
}

} // namespace

class HttpSecretsTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        QLoggingCategory::setFilterRules({});
    }
    void cleanup() { QLoggingCategory::installFilter(nullptr); }

    /// Answers, refusals and failures while every category is on.
    void nothingSecretIsLogged()
    {
        const support::Certificate stranger =
            support::Certificate::selfSigned({ .name = "a", .hosts = "IP:127.0.0.1" });
        const QByteArray text = support::logged([&stranger] {
            QLoggingCategory::setFilterRules(QStringLiteral("*=true"));
            const QLoggingCategory ours("net");
            qCDebug(ours) << "begin";
            for (const char* const answer :
                { "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nPlantedInBack",
                    "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n",
                    "HTTP/1.1 302 Found\r\nLocation: https://a/?PlantedInBack\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nPlantedInBack", "odd" }) {
                HttpServer server([answer](QTcpSocket& connection, const QByteArray&) {
                    connection.write(answer);
                    connection.disconnectFromHost();
                });
                HttpScene scene;
                scene.exchange(secretRequest(server));
                QVERIFY(server.requests.first().contains("PlantedInHeader"));
                server.encrypt({ stranger });
                scene.exchange(secretRequest(server));
                QCOMPARE(scene.code(), base::ErrorCode::TlsUntrusted);
            }
        });
        QVERIFY(text.contains("debug: net: begin"));
        QVERIFY2(!text.contains("Planted"), text.constData());
    }

    void noErrorHoldsASecret()
    {
        HttpServer server([](QTcpSocket& connection, const QByteArray&) {
            connection.write("HTTP/1.1 302 Found\r\nLocation: https://a/?PlantedInBack\r\n\r\n");
        });
        HttpScene scene;
        scene.exchange(secretRequest(server));
        const base::Error& error = scene.outcomes.front().error().error;
        QCOMPARE(error.code, base::ErrorCode::RedirectRefused);
        QVERIFY(error.context.find("Planted") == std::string::npos);
        QCOMPARE(error.arguments, (std::vector<std::string> { "127.0.0.1", "a" }));
    }

    void theCredentialLeavesTheSecureHeap()
    {
        HttpServer server(support::always("{}"));
        HttpScene scene;
        const std::size_t before = crypto::secureHeapInUse();
        for (int i = 0; i < 10; ++i)
            scene.send(secretRequest(server));
        QVERIFY(crypto::secureHeapInUse() > before);
        QTRY_COMPARE(scene.outcomes.size(), std::size_t { 10 });
        QCOMPARE(crypto::secureHeapInUse(), before);
    }
};

QTEST_GUILESS_MAIN(HttpSecretsTest)
#include "http_secrets_test.moc"
