// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/bench/push_scene.h"

#include "core/net/trust.h"
#include "tests/bench/bench_entries.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QTimer>
#include <QUuid>

namespace bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int Patience = 60'000;

[[noreturn]] void fail(const char* what, const QString& why = {})
{
    std::fprintf(stderr, "%s: %s\n", what, qUtf8Printable(why));
    std::exit(1);
}

} // namespace

void waitFor(const char* what, const std::function<bool()>& holds)
{
    QElapsedTimer waited;
    waited.start();
    while (!holds()) {
        if (waited.elapsed() > Patience)
            fail(what, u"waited too long"_s);
        QEventLoop loop;
        constexpr int Turn = 5;
        QTimer::singleShot(Turn, &loop, &QEventLoop::quit);
        loop.exec();
    }
}

Sandbox::Sandbox(const QString& program)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(program, { u"--until-eof"_s, u"--json"_s });
    waitFor("the service", [this] { return m_process.canReadLine(); });
    m_place = QJsonDocument::fromJson(m_process.readLine()).object();
    m_user = m_place[u"users"_s][0][u"id"_s].toString();
    m_encryption = QSslConfiguration::defaultConfiguration();
    m_encryption.setCaCertificates(QSslCertificate::fromPath(m_place[u"caFile"_s].toString()));
    call("POST", u"/sandbox/settings"_s, { { u"rateLimit"_s, 1'000'000 } });
}

Sandbox::~Sandbox()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(Patience))
        m_process.kill();
}

vault::PushTrust Sandbox::trust() const
{
    QFile file(m_place[u"caFile"_s].toString());
    if (!file.open(QIODevice::ReadOnly))
        fail("the authority");
    return { need(net::readCertificates(base::bytesOf(file.readAll()))) };
}

QByteArray Sandbox::call(const QByteArray& method, const QString& path, const QJsonObject& body)
{
    if (!m_network)
        m_network = std::make_unique<QNetworkAccessManager>();
    QNetworkRequest request(QUrl(origin() + path));
    request.setSslConfiguration(m_encryption);
    request.setRawHeader("Authorization", "SSWS " + m_place[u"apiToken"_s].toString().toLatin1());
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    const QByteArray text =
        body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact);
    const std::unique_ptr<QNetworkReply> reply(m_network->sendCustomRequest(request, method, text));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    if (!reply->isFinished())
        loop.exec();
    if (reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 0)
        fail("the service", reply->errorString());
    return reply->readAll();
}

QString Sandbox::factorPath() const
{
    return u"/api/v1/users/"_s + m_user + u"/factors/"_s + m_factor;
}

void Sandbox::takeNewUser()
{
    const QString login = QUuid::createUuid().toString(QUuid::WithoutBraces) + u"@sandbox.test"_s;
    const QByteArray made = call("POST", u"/sandbox/users"_s, { { u"login"_s, login } });
    m_user = QJsonDocument::fromJson(made).object()[u"id"_s].toString();
    if (m_user.isEmpty())
        fail("a new user", QString::fromUtf8(made));
}

crypto::SecretBytes Sandbox::newLink()
{
    m_factor.clear();
    const QByteArray made = call("POST", factorPath().chopped(1),
        { { u"factorType"_s, u"push"_s }, { u"provider"_s, u"OKTA"_s } });
    m_factor = QJsonDocument::fromJson(made).object()[u"id"_s].toString();
    call("POST", factorPath() + u"/lifecycle/activate/email"_s);
    const QByteArray outbox = call("GET", u"/sandbox/outbox.json"_s);
    const QString link =
        QJsonDocument::fromJson(outbox).array().last().toObject()[u"link"_s].toString();
    if (link.isEmpty())
        fail("the activation code", QString::fromUtf8(made));
    return need(crypto::SecretBytes::copyOf(link.toStdString()));
}

void Sandbox::signIn()
{
    const QByteArray made = call("POST", factorPath() + u"/verify"_s);
    if (!made.contains("WAITING"))
        fail("the sign-in", QString::fromUtf8(made));
}

Desk::Desk()
    : m_session(m_folder.filePath(u"v.countersign"_s).toStdString(),
        vault::Services { m_clock, m_random, {} })
{
    const vault::Passphrase passphrase { need(crypto::SecretBytes::copyOf("x")) };
    m_session.open(std::move(
        need(vault::Vault::create(m_session.path(), passphrase, CheapCosts, m_session.services()))
            .vault));
    startAnew();
}

void Desk::startAnew()
{
    const wiring::VaultAccess access { [this] { return &m_session.vault(); },
        [this] { m_session.notifyChanged(); } };
    m_push = std::make_unique<wiring::Push>(
        m_clock, m_random, access, push::okta::DonePage { u"Signed in"_s, u"Go on."_s });
}

void Desk::activate(Sandbox& sandbox)
{
    push::ActivationRequest request;
    request.link = sandbox.newLink();
    request.trust = sandbox.trust();
    const auto run = need(watch().activate(std::move(request)));
    bool isMade = false;
    QObject::connect(run.get(), &inbox::ActivationRun::finished, run.get(), [&] { isMade = true; });
    QObject::connect(
        run.get(), &inbox::ActivationRun::failed, run.get(), [](const base::Error& error) {
            fail("activating", QString::fromStdString(error.context));
        });
    if (!run->agree({}))
        fail("activating");
    waitFor("activating", [&] { return isMade; });
}

} // namespace bench
