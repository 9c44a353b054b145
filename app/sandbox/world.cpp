// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/world.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QTimeZone>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr std::string_view Alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr int IdLength = 20;
constexpr std::chrono::seconds FinalStatesKept { 60 };

} // namespace

World::World(const base::Clock& clock, crypto::RandomSource& random, OrgKeys orgKeys)
    : keys(std::move(orgKeys)),
      m_clock(clock),
      m_random(random)
{
    apiToken = u"00"_s + randomText(40);
    pageToken = randomText(32);
}

base::Time World::now() const
{
    return m_clock.now() + faults.clockSkew;
}

QString World::written(base::Time time)
{
    return QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(time), Qt::UTC)
        .toString(Qt::ISODateWithMs);
}

QByteArray World::randomBytes(int count)
{
    QByteArray bytes(count, '\0');
    const base::MutableByteView view(
        reinterpret_cast<std::uint8_t*>(bytes.data()), static_cast<std::size_t>(count));
    // A service that guesses its secrets is worth nothing, and there is nobody to ask.
    if (!m_random.fill(view))
        qFatal("the system gives no random bytes");
    return bytes;
}

int World::randomBelow(int bound)
{
    // Bytes beyond the largest multiple are drawn again, else the first values were likelier.
    const int limit = 256 / bound * bound;
    for (;;) {
        const int byte = static_cast<std::uint8_t>(randomBytes(1).front());
        if (byte < limit)
            return byte % bound;
    }
}

QString World::randomText(int length)
{
    QString text;
    while (text.size() < length)
        text.append(QLatin1Char(
            Alphabet[static_cast<std::size_t>(randomBelow(static_cast<int>(Alphabet.size())))]));
    return text;
}

QString World::newId(const char* prefix)
{
    const QString start = QLatin1String(prefix);
    return start + randomText(IdLength - static_cast<int>(start.size()));
}

User& World::addUser(const QString& login, const QString& name)
{
    const QString id = newId("00u");
    return state.users[id] = { .id = id, .login = login, .password = randomText(12), .name = name };
}

User* World::userById(const QString& id)
{
    const auto found = state.users.find(id);
    return found == state.users.end() ? nullptr : &found->second;
}

User* World::userNamed(const QString& text)
{
    for (auto& [id, user] : state.users) {
        if (id == text || user.login == text)
            return &user;
    }
    return nullptr;
}

void World::removeEnrolment(Enrolment& enrolment)
{
    enrolment.standing = Standing::Removed;
    std::erase_if(state.factors,
        [&enrolment](const auto& entry) { return entry.second.enrolmentId == enrolment.id; });
}

void World::tidy()
{
    const base::Time time = now();
    for (auto& [id, transaction] : state.transactions) {
        if (transaction.outcome == Outcome::Waiting && time >= transaction.expires) {
            transaction.outcome = Outcome::Timeout;
            transaction.ended = time;
        }
    }
    std::erase_if(state.transactions, [time](const auto& entry) {
        const Transaction& transaction = entry.second;
        return transaction.outcome != Outcome::Waiting && time > transaction.ended + FinalStatesKept
            && time > transaction.expires;
    });
    std::erase_if(state.tokens, [time](const auto& entry) { return time >= entry.second.expires; });
    std::erase_if(state.seenJwtIds, [time](const auto& entry) { return time >= entry.second; });
    std::erase_if(state.grants, [time](const auto& entry) { return time >= entry.second.expires; });
}

base::Result<QJsonObject, Refusal> bodyOf(const Request& request)
{
    if (request.body.trimmed().isEmpty())
        return QJsonObject();
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    if (!document.isObject())
        return Refusal { "E0000003" };
    return document.object();
}

} // namespace sandbox
