// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/atomic_file.h"
#include "core/net/trust.h"
#include "tests/support/certificates.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/open_session.h"
#include "tests/support/person.h"
#include "ui/push/trust_panel.h"

#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>

using support::Certificate;
using support::Person;
using ui::push::TrustPanel;

namespace {

const QString TrustThem = QStringLiteral("Trust them for this server");

struct Scene
{
    support::OpenSession open;
    TrustPanel panel { open.session };
    std::vector<vault::PushTrust> chosen;

    Scene()
    {
        QObject::connect(&panel, &TrustPanel::chosen, &panel,
            [this](const vault::PushTrust& trust) { chosen.push_back(trust); });
        panel.resize(460, 300);
        panel.show();
        panel.activateWindow();
        if (!QTest::qWaitForWindowActive(&panel))
            qFatal("the panel does not come up");
    }
    ~Scene()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("failed-trust"));
    }

    /// Chooses a file with these bytes.
    void choose(base::ByteView bytes)
    {
        const std::string path = open.home.folder() + "/authority.pem";
        QVERIFY(base::replaceFile(path, bytes));
        QVERIFY(Person::press(QStringLiteral("Trust a certificate file…")));
        QTRY_VERIFY(QApplication::activeModalWidget());
        auto* name = QApplication::activeModalWidget()->findChild<QLineEdit*>();
        QVERIFY(name);
        name->setText(QString::fromStdString(path));
        QTest::keyClick(name, Qt::Key_Return);
    }
};

base::Bytes bytes(const QByteArray& text)
{
    return base::Bytes(text.begin(), text.end());
}

} // namespace

class TrustPanelTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void certificatesAreSeenBeforeTheyAreTrusted()
    {
        Scene scene;
        scene.choose(bytes(m_root.pem() + m_leaf.pem()));
        QTRY_VERIFY(Person::sees(TrustThem));
        QVERIFY(Person::sees(QStringLiteral("“ACME Root”, signed by itself")));
        QVERIFY(Person::sees(QStringLiteral("“push.acme.example”, signed by “ACME Root”")));
        QVERIFY(Person::sees(
            QString::fromStdString(net::fingerprintText(net::fingerprintOf(m_root.der())))));
        QVERIFY(scene.chosen.empty());
        QVERIFY(Person::press(TrustThem));
        QCOMPARE(scene.chosen.size(), std::size_t { 1 });
        QCOMPARE(scene.chosen.front().certificates, (std::vector { m_root.der(), m_leaf.der() }));
    }

    void enterTrustsNobody()
    {
        Scene scene;
        scene.choose(bytes(m_root.pem()));
        QTRY_VERIFY(Person::sees(TrustThem));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY(!Person::sees(TrustThem));
        QVERIFY(scene.chosen.empty());
    }

    void aFileWithoutCertificatesIsExplained()
    {
        Scene scene;
        scene.choose(bytes("no certificate"));
        QTRY_VERIFY(Person::sees(QStringLiteral("There is no certificate in this file.")));
        QVERIFY(scene.chosen.empty());
    }

    void aNameIsNoMarkup()
    {
        Scene scene;
        scene.choose(Certificate::selfSigned({ .name = "<b>Ro\xe2\x80\xaeot</b>" }).der());
        QTRY_VERIFY(Person::sees(QStringLiteral("<b>Ro\\u{202E}ot</b>")));
    }

    void theSystemsAuthoritiesComeBack()
    {
        Scene scene;
        QVERIFY(!Person::press(QStringLiteral("Trust what the system trusts")));
        scene.panel.setTrust({ { m_root.der() } });
        QVERIFY(Person::sees(QStringLiteral("ACME Root")));
        QVERIFY(Person::press(QStringLiteral("Trust what the system trusts")));
        QCOMPARE(scene.chosen, std::vector { vault::PushTrust {} });
    }

    void aLockClosesTheQuestion()
    {
        Scene scene;
        scene.choose(bytes(m_root.pem()));
        QTRY_VERIFY(Person::sees(TrustThem));
        scene.open.session.lock();
        QTRY_VERIFY(!Person::sees(TrustThem));
        QVERIFY(scene.chosen.empty());
    }

private:
    Certificate m_root = Certificate::selfSigned({ .name = "ACME Root", .isAuthority = true });
    Certificate m_leaf = m_root.sign({ .name = "push.acme.example" });
};

QTEST_MAIN(TrustPanelTest)
#include "trust_panel_test.moc"
