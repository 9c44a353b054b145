// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/screen_portal.h"

#include "app/desktop/bus_interfaces.h"
#include "core/base/descriptor.h"
#include "core/crypto/secret.h"
#include "core/qr/picture.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusServiceWatcher>
#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace desktop {

namespace {

using base::Error;
using base::ErrorCode;

constexpr QLatin1String Portal("org.freedesktop.portal.Desktop");
constexpr QLatin1String PortalPath("/org/freedesktop/portal/desktop");
constexpr int MeetingMilliseconds = 2'000;
constexpr std::chrono::seconds Rounding { 2 };
constexpr std::size_t LargestFile = std::size_t { 128 } * 1024 * 1024;

enum Outcome : uint { Given = 0, Cancelled = 1 };

QDBusMessage call(const char* interface, const char* method)
{
    return QDBusMessage::createMethodCall(Portal, PortalPath,
        QStringLiteral("org.freedesktop.portal.") + QLatin1String(interface),
        QLatin1String(method));
}

/// As the specification of the portal's Request makes it from the connection's name and a token.
QString requestPath(const QDBusConnection& bus, const QString& token)
{
    QString sender = bus.baseService().mid(1); // without its colon
    sender.replace(u'.', u'_');
    return QStringLiteral("%1/request/%2/%3").arg(PortalPath, sender, token);
}

Error failure(const char* why)
{
    return { ErrorCode::CaptureFailed, why };
}

bool isOurs(const struct stat& status, base::Time asked)
{
    return S_ISREG(status.st_mode) && status.st_uid == ::geteuid()
        && base::fromUnixSeconds(status.st_mtim.tv_sec) >= asked - Rounding;
}

/// Removes `path` if it is still the file that is open.
bool removeOpen(const std::string& path, const struct stat& open)
{
    struct stat named = {};
    return ::lstat(path.c_str(), &named) == 0 && named.st_dev == open.st_dev
        && named.st_ino == open.st_ino && ::unlink(path.c_str()) == 0;
}

bool readAll(int fd, QByteArray& contents)
{
    qsizetype done = 0;
    while (done < contents.size()) {
        const ssize_t count = base::uninterrupted([&] {
            return ::read(
                fd, contents.data() + done, static_cast<std::size_t>(contents.size() - done));
        });
        if (count <= 0)
            return false;
        done += count;
    }
    return true;
}

} // namespace

base::Result<QImage> takePortalPicture(const QUrl& address, base::Time asked)
{
    if (!address.isLocalFile() || !address.host().isEmpty())
        return failure("the portal names no file");
    const std::string path = QFile::encodeName(address.toLocalFile()).toStdString();
    const base::Descriptor file(base::uninterrupted([&] {
        return ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    }));
    struct stat status = {};
    if (!file.isOpen() || ::fstat(file.get(), &status) != 0 || !isOurs(status, asked))
        return failure("the portal names a file that is not its picture");
    const bool isRemoved = removeOpen(path, status);
    if (!isRemoved || static_cast<std::size_t>(status.st_size) > LargestFile)
        return failure("the portal's picture cannot be taken");
    QByteArray contents(static_cast<qsizetype>(status.st_size), Qt::Uninitialized);
    auto picture = readAll(file.get(), contents) ? qr::loadPicture(contents)
                                                 : failure("the portal's picture was cut short");
    crypto::cleanse({ reinterpret_cast<std::uint8_t*>(contents.data()),
        static_cast<std::size_t>(contents.size()) });
    return picture;
}

ScreenPortal::ScreenPortal(QDBusConnection bus, const base::Clock& clock,
    std::chrono::milliseconds patience, QObject* parent)
    : QObject(parent),
      m_bus(std::move(bus)),
      m_clock(clock)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this] { fail("the portal does not answer"); });
    auto* presence =
        new QDBusServiceWatcher(Portal, m_bus, QDBusServiceWatcher::WatchForUnregistration, this);
    connect(presence, &QDBusServiceWatcher::serviceUnregistered, this,
        [this] { fail("the portal has ended"); });
}

void ScreenPortal::meet(const QDBusConnection& bus)
{
    // The interface that is there in every desktop: others want a service of that desktop behind
    // them, and one that is missing is refused before anybody looks. The answer does not matter.
    bus.call(call("NetworkMonitor", "GetAvailable"), QDBus::Block, MeetingMilliseconds);
}

void ScreenPortal::take(ui::add::ScreensTaken taken)
{
    if (m_taken)
        return taken(failure("the portal is at it already"));
    m_taken = std::move(taken);
    m_patience.start();
    m_asked = m_clock.now();
    ask();
}

void ScreenPortal::ask()
{
    const QString token = QStringLiteral("countersign%1").arg(++m_count);
    m_request = new PortalRequest(requestPath(m_bus, token), m_bus, this);
    // Before the call, or the answer may be there first. It counts only from the owner of the
    // portal's name, which Qt sees to.
    connect(m_request, &PortalRequest::Response, this, &ScreenPortal::respond);
    QDBusMessage wish = call("Screenshot", "Screenshot");
    wish << QString()
         << QVariantMap { { QStringLiteral("handle_token"), token },
                { QStringLiteral("interactive"), false } };
    auto* answer = new QDBusPendingCallWatcher(m_bus.asyncCall(wish), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this,
        [this, request = m_request](QDBusPendingCallWatcher* done) {
            done->deleteLater();
            if (m_taken && request == m_request && done->isError())
                readRefusal(done->error());
        });
}

void ScreenPortal::readRefusal(const QDBusError& error)
{
    if (error.type() == QDBusError::AccessDenied)
        finish(Error { ErrorCode::CaptureRefused });
    else
        fail("there is no portal that takes pictures");
}

void ScreenPortal::respond(uint outcome, const QVariantMap& results)
{
    if (!m_taken)
        return;
    if (outcome == Cancelled)
        return finish(std::vector<QImage>());
    if (outcome != Given)
        return fail("the portal could not take a picture");
    auto picture = takePortalPicture(
        QUrl(results.value(QStringLiteral("uri")).toString(), QUrl::StrictMode), m_asked);
    if (!picture)
        return finish(picture.error());
    std::vector<QImage> pictures;
    pictures.push_back(std::move(*picture));
    finish(std::move(pictures));
}

void ScreenPortal::finish(base::Result<std::vector<QImage>> pictures)
{
    m_patience.stop();
    m_request->disconnect(this);
    m_request->deleteLater();
    m_request.clear();
    std::exchange(m_taken, {})(std::move(pictures));
}

void ScreenPortal::fail(const char* why)
{
    if (m_taken)
        finish(failure(why));
}

} // namespace desktop
