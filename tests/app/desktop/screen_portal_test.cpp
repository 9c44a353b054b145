// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/screen_portal.h"
#include "tests/app/desktop/fake_portal.h"
#include "tests/support/fail_on_warning.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using base::ErrorCode;
using desktop::ScreenPortal;

namespace {

using Pictures = base::Result<std::vector<QImage>>;

constexpr uint Given = 0;
constexpr uint Cancelled = 1;
constexpr uint EndedOtherwise = 2;
constexpr QSize Size { 20, 10 };

/// A folder for what the portal's programs write.
class PictureFolder
{
public:
    QString write(const QByteArray& contents) const
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(contents) != contents.size())
            qFatal("cannot write the picture");
        return path();
    }
    QString writePicture() const
    {
        QImage picture(Size, QImage::Format_RGB32);
        picture.fill(Qt::red);
        if (!picture.save(path()))
            qFatal("cannot write the picture");
        return path();
    }
    QString path(const QString& name = QStringLiteral("screenshot.png")) const
    {
        return m_folder.filePath(name);
    }
    bool isEmpty() const { return QDir(m_folder.path()).isEmpty(); }

private:
    QTemporaryDir m_folder;
};

QVariantMap named(const QString& path)
{
    return { { QStringLiteral("uri"), QUrl::fromLocalFile(path).toString(QUrl::FullyEncoded) } };
}

struct PortalScene
{
    support::FakePortal portal;
    base::SystemClock clock;
    ScreenPortal screens { QDBusConnection::sessionBus(), clock };
    std::optional<Pictures> taken;

    void take()
    {
        taken.reset();
        screens.take([this](Pictures pictures) { taken = std::move(pictures); });
    }
    bool isOver() const
    {
        return QTest::qWaitFor([this] { return taken.has_value(); });
    }
    bool failsWith(ErrorCode code) const
    {
        return isOver() && !*taken && taken->error().code == code;
    }
};

} // namespace

/// The other side of the bus is the test's own.
class ScreenPortalTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void takesAPictureAndLeavesNoFile()
    {
        const PictureFolder folder;
        PortalScene scene;
        scene.portal.outcome = [&] { return std::pair(Given, named(folder.writePicture())); };
        for (int round = 1; round <= 2; ++round) {
            scene.take();
            QVERIFY(scene.isOver());
            QVERIFY(*scene.taken);
            QCOMPARE(scene.taken->value().size(), std::size_t { 1 });
            QCOMPARE(scene.taken->value().front().size(), Size);
            QVERIFY(folder.isEmpty());
            QCOMPARE(scene.portal.wishes, round);
        }
    }

    void givesNothingWhereTheUserDoesNotWantIt()
    {
        PortalScene scene;
        scene.portal.outcome = [] { return std::pair(Cancelled, QVariantMap()); };
        scene.take();
        QVERIFY(scene.isOver());
        QVERIFY(*scene.taken);
        QVERIFY(scene.taken->value().empty());
    }

    void tellsThatThePortalCouldNot()
    {
        PortalScene scene;
        scene.portal.outcome = [] { return std::pair(EndedOtherwise, QVariantMap()); };
        scene.take();
        QVERIFY(scene.failsWith(ErrorCode::CaptureFailed));
    }

    void tellsThatThePortalNoLongerKnowsIt()
    {
        PortalScene scene;
        scene.portal.refusesAll = true;
        scene.take();
        QVERIFY(scene.failsWith(ErrorCode::CaptureRefused));
    }

    void tellsThatThePortalTakesNone()
    {
        PortalScene scene;
        scene.portal.takeNoMore();
        scene.take();
        QVERIFY(scene.failsWith(ErrorCode::CaptureFailed));
    }

    void tellsThatThePortalHasEnded()
    {
        PortalScene scene;
        scene.take();
        QVERIFY(QTest::qWaitFor([&] { return scene.portal.wishes == 1; }));
        scene.portal.leave();
        QVERIFY(scene.failsWith(ErrorCode::CaptureFailed));
    }

    void doesNotWaitForEver()
    {
        PortalScene scene;
        ScreenPortal impatient(
            QDBusConnection::sessionBus(), scene.clock, std::chrono::milliseconds(1));
        std::optional<Pictures> taken;
        impatient.take([&](Pictures pictures) { taken = std::move(pictures); });
        QVERIFY(QTest::qWaitFor([&] { return taken.has_value(); }));
        QVERIFY(!*taken);
        QCOMPARE(taken->error().code, ErrorCode::CaptureFailed);
    }

    void takesOneAtATime()
    {
        const PictureFolder folder;
        PortalScene scene;
        scene.take();
        std::optional<Pictures> second;
        scene.screens.take([&](Pictures pictures) { second = std::move(pictures); });
        QVERIFY(second && !*second);
        QVERIFY(!scene.taken);
        QVERIFY(QTest::qWaitFor([&] { return scene.portal.wishes == 1; }));
        const QString path = folder.writePicture();
        support::FakePortal::respond(QDBusConnection(QStringLiteral("portal")), scene.portal.asker,
            scene.portal.request, Given, named(path));
        QVERIFY(scene.isOver() && *scene.taken);
    }

    void takesAnAnswerFromThePortalAlone()
    {
        const PictureFolder folder;
        const QString path = folder.writePicture();
        PortalScene scene;
        scene.take();
        QVERIFY(QTest::qWaitFor([&] { return scene.portal.wishes == 1; }));
        const QString name = QStringLiteral("stranger");
        support::FakePortal::respond(
            QDBusConnection::connectToBus(QDBusConnection::SessionBus, name), scene.portal.asker,
            scene.portal.request, Given, named(path));
        // What the portal sends after that arrives after it.
        const auto probe = QDBusConnection(name).interface()->isServiceRegistered(name);
        QVERIFY(probe.isValid());
        support::FakePortal::respond(QDBusConnection(QStringLiteral("portal")), scene.portal.asker,
            scene.portal.request, Cancelled, {});
        QVERIFY(scene.isOver());
        QVERIFY(*scene.taken && scene.taken->value().empty());
        QVERIFY(QFile::exists(path));
        QDBusConnection::disconnectFromBus(name);
    }

    void removesAPictureThatCannotBeRead()
    {
        const PictureFolder folder;
        const base::Time asked = base::SystemClock().now();
        const auto picture = desktop::takePortalPicture(
            QUrl::fromLocalFile(folder.write("no picture at all")), asked);
        QVERIFY(!picture);
        QCOMPARE(picture.error().code, ErrorCode::PictureUnreadable);
        QVERIFY(folder.isEmpty());
    }

    void leavesALinkAlone()
    {
        const PictureFolder folder;
        const base::Time asked = base::SystemClock().now();
        const QString target = folder.writePicture();
        const QString link = folder.path(QStringLiteral("link.png"));
        QVERIFY(QFile::link(target, link));
        QVERIFY(isRefused(link, asked));
        QVERIFY(QFile::exists(target));
        QVERIFY(QFileInfo(link).isSymLink());
    }

    void leavesAnOlderFileAlone()
    {
        const PictureFolder folder;
        const QString path = folder.writePicture();
        const base::Time written(
            std::chrono::milliseconds(QFileInfo(path).lastModified().toMSecsSinceEpoch()));
        QVERIFY(isRefused(path, written + std::chrono::seconds(3)));
        QVERIFY(QFile::exists(path));
        QVERIFY(desktop::takePortalPicture(QUrl::fromLocalFile(path), written));
    }

    void leavesWhatIsNoFileOfThisUserAlone()
    {
        const PictureFolder folder;
        const base::Time asked;
        QVERIFY(isRefused(folder.path(QString()), asked));
        QVERIFY(isRefused(folder.path(QStringLiteral("nothing.png")), asked));
        const QString pipe = folder.path(QStringLiteral("pipe"));
        QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        QVERIFY(isRefused(pipe, asked));
        // Root can give a file away, and to others root's are foreign.
        QString foreign = QStringLiteral("/etc/passwd");
        if (::geteuid() == 0) {
            foreign = folder.writePicture();
            QCOMPARE(::chown(QFile::encodeName(foreign).constData(), 65'534, 65'534), 0);
        }
        QVERIFY(isRefused(foreign, asked));
        QVERIFY(QFile::exists(foreign));
    }

    void takesFilesOnly_data()
    {
        QTest::addColumn<QString>("address");
        QTest::newRow("none") << QString();
        QTest::newRow("web") << QStringLiteral("https://example.com/screenshot.png");
        QTest::newRow("host") << QStringLiteral("file://example.com/screenshot.png");
        QTest::newRow("relative") << QStringLiteral("screenshot.png");
    }
    void takesFilesOnly()
    {
        QFETCH(QString, address);
        const auto picture = desktop::takePortalPicture(QUrl(address, QUrl::StrictMode), {});
        QVERIFY(!picture);
        QCOMPARE(picture.error().code, ErrorCode::CaptureFailed);
    }

    /// To root every process is open, so both sides run as an ordinary user with a bus of its own.
    void aClosedProcessIsServedAfterItWasMet()
    {
        const PictureFolder folder;
        QCOMPARE(runScene({ QStringLiteral("meet") }), "met 1, took a picture\n");
        QCOMPARE(runScene({ QStringLiteral("stranger") }), "met 0, refused\n");
    }

    /// The program itself: it meets the portal and is closed by the time that it has its name.
    void theWindowMeetsThePortalBeforeItIsClosed()
    {
        QCOMPARE(runScene({ QStringLiteral("program"), QStringLiteral(COUNTERSIGN_PROGRAM) }),
            "met 1, closed\n");
    }

private:
    static bool isRefused(const QString& path, base::Time asked)
    {
        const auto picture = desktop::takePortalPicture(QUrl::fromLocalFile(path), asked);
        return !picture && picture.error().code == ErrorCode::CaptureFailed;
    }
    static QByteArray runScene(const QStringList& arguments)
    {
        QProcess scene;
        scene.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        scene.start(QStringLiteral(PORTAL_SCENE), arguments);
        scene.waitForFinished(60'000);
        return scene.readAllStandardOutput();
    }
};

QTEST_GUILESS_MAIN(ScreenPortalTest)
#include "screen_portal_test.moc"
