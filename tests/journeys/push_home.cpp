// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/journeys/push_home.h"

#include "tests/support/person.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QThreadPool>

using namespace Qt::StringLiterals;
using support::Person;

namespace journeys {

Lines::~Lines()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(PushPatience))
        m_process.kill();
}

void Lines::start(const QString& program, const QStringList& arguments)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(program, arguments);
}

QString Lines::next()
{
    if (!QTest::qWaitFor([this] { return m_process.canReadLine(); }, PushPatience))
        return {};
    return QString::fromUtf8(m_process.readLine()).trimmed();
}

QString Lines::ask(const QString& line)
{
    m_process.write(line.toUtf8() + '\n');
    return next();
}

bool PushHome::open()
{
    sandbox.start(QStringLiteral(COUNTERSIGN_SANDBOX), { u"--until-eof"_s, u"--json"_s });
    place = QJsonDocument::fromJson(sandbox.next().toUtf8()).object();
    const QJsonObject user = place["users"_L1][0].toObject();
    pages.start(u"/usr/bin/python3"_s,
        { u"-B"_s, QStringLiteral(PAGES), path("chromium"), place["http"_L1].toString(),
            user["login"_L1].toString(), user["password"_L1].toString(),
            place["apiToken"_L1].toString(), place["caFile"_L1].toString() });
    if (place.isEmpty() || pages.next() != u"ready"_s) {
        qWarning("the service or the browser does not start");
        return false;
    }
    const auto services = machine.services(path("state/countersign").toStdString());
    const auto words = vault::toPassphrase(base::bytesOf(std::string_view(PushPassphrase)));
    const std::string vault = path("vault.countersign").toStdString();
    if (!services || !words
        || !vault::Vault::create(vault, *words, vault::SmallestCosts, *services)) {
        qWarning("no vault");
        return false;
    }
    desktop::Environment environment { *services, vault, path("countersign.ini").toStdString(),
        [] { return vault::SmallestCosts; } };
    constexpr std::chrono::hours Never { 24 };
    environment.backupPauses = { Never, Never, Never };
    program.emplace(environment);
    program->window().move(880, 20);
    program->window().present();
    if (!QTest::qWaitForWindowActive(&program->window()))
        return false;
    Person::type(QLatin1String(PushPassphrase));
    Person::key(Qt::Key_Return);
    return QTest::qWaitFor([this] { return program->session().isOpen(); }, PushPatience);
}

void PushHome::quit()
{
    program.reset();
    QThreadPool::globalInstance()->waitForDone();
}

bool writeFile(const QString& name, const QByteArray& contents)
{
    QFile file(name);
    return file.open(QIODevice::WriteOnly | QIODevice::NewOnly)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(contents) == contents.size();
}

bool trustFile(const QString& file)
{
    if (!Person::press(u"Trust a certificate file…"_s) || !QTest::qWaitFor([] {
            return Person::window()->windowTitle() == u"Certificates to trust"_s;
        }))
        return false;
    auto* name = Person::window()->findChild<QLineEdit*>(u"fileNameEdit"_s);
    if (!name)
        return false;
    // At once: suggestions open over a dialog in which somebody types slowly.
    name->setText(file);
    QTest::keyClick(name, Qt::Key_Return);
    return QTest::qWaitFor([] { return Person::sees(u"Countersign sandbox"_s); })
        && Person::press(u"Trust them for this server"_s) && QTest::qWaitFor([] {
               return Person::sees(u"Trust what the system trusts"_s) && isLaidOut();
           });
}

bool isLaidOut()
{
    const auto labels = Person::window()->findChildren<QLabel*>();
    return std::all_of(labels.begin(), labels.end(), [](const QLabel* label) {
        return !label->isVisible() || label->height() >= label->heightForWidth(label->width());
    });
}

} // namespace journeys
