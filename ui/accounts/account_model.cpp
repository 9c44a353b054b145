// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/accounts/account_model.h"

#include "ui/accounts/badge_picture.h"
#include "ui/accounts/list_steps.h"
#include "ui/accounts/search_key.h"
#include "ui/text/visible_text.h"
#include "ui/widgets/code_text.h"

#include <algorithm>

namespace ui::accounts {

namespace {

using std::chrono::milliseconds;

/// A code may still be good when it is shown no more: its characters are overwritten.
void wipe(QString& text)
{
    text.fill(QLatin1Char('0'));
    text.clear();
}

template <typename Shown> void wipe(std::optional<Shown>& shown)
{
    if (!shown)
        return;
    wipe(shown->code);
    wipe(shown->next);
    shown.reset();
}

bool isCounterBased(const otp::Credential& credential)
{
    return std::holds_alternative<otp::Hotp>(credential);
}

/// Roles that change with the time alone.
QList<int> timeRoles()
{
    using Model = AccountModel;
    return { Model::CodeStateRole, Model::CodeRole, Model::NextCodeRole, Model::SecondsLeftRole,
        Qt::AccessibleTextRole };
}

} // namespace

AccountModel::AccountModel(vault::VaultSession& session, const base::Clock& clock, QObject* parent)
    : QAbstractListModel(parent),
      m_session(session),
      m_clock(clock)
{
    connect(&session, &vault::VaultSession::unlocked, this, &AccountModel::reload);
    connect(&session, &vault::VaultSession::accountsChanged, this, &AccountModel::reload);
    connect(&session, &vault::VaultSession::locked, this, &AccountModel::clear);
    reload();
}

AccountModel::~AccountModel()
{
    for (auto& shown : m_codes)
        wipe(shown);
}

int AccountModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant AccountModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.issuer.isEmpty() ? row.name : row.issuer;
    case Qt::AccessibleTextRole:
        return accessibleText(index.row());
    case IdRole:
        return QVariant::fromValue(row.id);
    case IssuerRole:
        return row.issuer;
    case NameRole:
        return row.name;
    case NoteRole:
        return row.note;
    case TagsRole:
        return row.tags;
    case PinnedRole:
        return row.pinned;
    case PictureRole:
        return picture(row);
    case CounterBasedRole:
        return isCounterBased(row.credential);
    case CounterBehindRole:
        return row.mayBeBehind;
    case CodesHiddenRole:
        return m_hidden;
    default:
        return codeData(index.row(), role);
    }
}

QImage AccountModel::picture(const Row& row) const
{
    if (!row.picture || !m_session.isOpen())
        return {};
    const auto [place, isNew] = m_pictures.try_emplace(*row.picture);
    if (isNew) {
        if (const auto account = m_session.vault().find(row.id))
            place->second = badgePicture(m_session.vault().picture(*account));
    }
    return place->second;
}

QVariant AccountModel::codeData(int row, int role) const
{
    if (role < CodeStateRole || role > PeriodRole)
        return {};
    const ShownCode* shown = shownCode(row);
    const bool isTimed = shown != nullptr && shown->from != shown->until;
    switch (role) {
    case CodeStateRole:
        return QVariant::fromValue(codeState(row));
    case CodeRole:
        return shown != nullptr ? shown->code : QString();
    case NextCodeRole:
        return isTimed ? nextCode(row, *shown) : QString();
    case SecondsLeftRole:
        return isTimed ? static_cast<int>(
                   std::chrono::ceil<std::chrono::seconds>(shown->until - m_clock.now()).count())
                       : 0;
    default:
        return isTimed ? static_cast<int>(
                   std::chrono::round<std::chrono::seconds>(shown->until - shown->from).count())
                       : 0;
    }
}

/// The code of this moment, made if need be; null where there is none to show.
const AccountModel::ShownCode* AccountModel::shownCode(int row) const
{
    auto& shown = m_codes[static_cast<std::size_t>(row)];
    const base::Time now = m_clock.now();
    if (shown && (shown->from == shown->until || (shown->from <= now && now < shown->until)))
        return &*shown;
    wipe(shown);
    const Row& values = m_rows[static_cast<std::size_t>(row)];
    if (isCounterBased(values.credential) || !otp::makesCodes(values.credential)
        || !m_session.isOpen())
        return nullptr;
    const auto code = m_session.vault().code(values.id, now);
    if (!code)
        return nullptr;
    shown = ShownCode { QString::fromLatin1(code->text), {}, code->validFrom, code->validUntil };
    return &*shown;
}

CodeState AccountModel::codeState(int row) const
{
    if (shownCode(row) != nullptr)
        return CodeState::Ready;
    const Row& values = m_rows[static_cast<std::size_t>(row)];
    if (isCounterBased(values.credential))
        return CodeState::OnDemand;
    if (!otp::makesCodes(values.credential))
        return CodeState::Push;
    if (!m_session.isOpen())
        return CodeState::Failed;
    const auto code = m_session.vault().code(values.id, m_clock.now());
    const bool pinIsMissing = !code && code.error().code == base::ErrorCode::PinNeeded;
    return pinIsMissing ? CodeState::PinNeeded : CodeState::Failed;
}

QString AccountModel::nextCode(int row, const ShownCode& shown) const
{
    const auto period = shown.until - shown.from;
    if (m_clock.now() < shown.until - period / 3)
        return {};
    auto& stored = m_codes[static_cast<std::size_t>(row)];
    if (stored->next.isEmpty() && m_session.isOpen()) {
        const auto code =
            m_session.vault().code(m_rows[static_cast<std::size_t>(row)].id, shown.until);
        if (code)
            stored->next = QString::fromLatin1(code->text);
    }
    return stored->next;
}

QString AccountModel::accessibleText(int row) const
{
    const Row& values = m_rows[static_cast<std::size_t>(row)];
    QStringList parts { text::visibleText(values.issuer), text::visibleText(values.name) };
    if (values.pinned)
        parts += tr("pinned");
    if (values.mayBeBehind)
        parts += tr("the counter may be behind");
    const ShownCode* shown = shownCode(row);
    if (shown == nullptr) {
        const CodeState state = codeState(row);
        parts += state == CodeState::OnDemand ? tr("code on demand")
            : state == CodeState::PinNeeded   ? tr("needs its PIN")
            : state == CodeState::Push        ? tr("push, no code")
                                              : tr("no code");
    } else {
        parts +=
            m_hidden ? tr("code hidden") : tr("code %1").arg(widgets::groupedCode(shown->code));
        if (shown->from != shown->until)
            parts += tr("%n second(s) left", nullptr, codeData(row, SecondsLeftRole).toInt());
    }
    parts.removeAll(QString());
    //: Between the parts of a row as a screen reader speaks it.
    return parts.join(tr(", "));
}

std::optional<int> AccountModel::rowOf(const vault::Id& id) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&id](const Row& row) { return row.id == id; });
    if (found == m_rows.end())
        return {};
    return static_cast<int>(found - m_rows.begin());
}

void AccountModel::setCodesHidden(bool hidden)
{
    if (hidden == m_hidden)
        return;
    m_hidden = hidden;
    if (!m_rows.empty())
        emit dataChanged(
            index(0), index(rowCount() - 1), { CodesHiddenRole, Qt::AccessibleTextRole });
}

base::Result<void> AccountModel::makeNextCode(const vault::Id& id)
{
    const auto row = rowOf(id);
    if (!row || !m_session.isOpen())
        return base::Error { base::ErrorCode::Locked, "next code" };
    const auto code = m_session.vault().nextHotpCode(id);
    if (!code)
        return code.error();
    // The counter has moved: the stamp of the account with it.
    m_session.notifyChanged();
    auto& shown = m_codes[static_cast<std::size_t>(*row)];
    wipe(shown);
    shown = ShownCode { QString::fromLatin1(code->text), {}, {}, {} };
    emit dataChanged(index(*row), index(*row), timeRoles());
    return {};
}

base::Result<void> AccountModel::makeCodeWithPin(const vault::Id& id, base::ByteView pin)
{
    const auto row = rowOf(id);
    if (!row || !m_session.isOpen())
        return base::Error { base::ErrorCode::Locked, "code with PIN" };
    const auto code = m_session.vault().code(id, m_clock.now(), pin);
    if (!code)
        return code.error();
    auto& shown = m_codes[static_cast<std::size_t>(*row)];
    wipe(shown);
    shown = ShownCode { QString::fromLatin1(code->text), {}, code->validFrom, code->validUntil };
    emit dataChanged(index(*row), index(*row), timeRoles());
    return {};
}

void AccountModel::showTime()
{
    // Runs of rows that somebody has looked at; the others hold nothing that time changes.
    for (std::size_t first = 0; first < m_codes.size(); ++first) {
        if (!m_codes[first])
            continue;
        std::size_t last = first;
        while (last + 1 < m_codes.size() && m_codes[last + 1])
            ++last;
        const base::Time now = m_clock.now();
        for (std::size_t row = first; row <= last; ++row) {
            auto& shown = m_codes[row];
            if (shown->from != shown->until && (now < shown->from || now >= shown->until))
                wipe(shown);
        }
        emit dataChanged(
            index(static_cast<int>(first)), index(static_cast<int>(last)), timeRoles());
        first = last;
    }
}

AccountModel::Row AccountModel::rowOfAccount(const vault::Account& account)
{
    Row row { account.id, account.issuer, account.name, account.note, account.tags, account.pinned,
        account.picture, account.counterMayBeBehind(), account.credential, account.changed, {} };
    row.key = foldedForSearch(account.issuer + QLatin1Char('\n') + account.name + QLatin1Char('\n')
        + account.note + QLatin1Char('\n') + account.tags.join(QLatin1Char('\n')));
    return row;
}

void AccountModel::reload()
{
    if (!m_session.isOpen())
        return clear();
    std::vector<Row> rows;
    for (const vault::Account& account : m_session.vault().accounts())
        rows.push_back(rowOfAccount(account));
    applySteps(rows);
    for (std::size_t row = 0; row < rows.size(); ++row)
        updateRow(static_cast<int>(row), rows[row]);
}

void AccountModel::applySteps(const std::vector<Row>& rows)
{
    const auto ids = [](const std::vector<Row>& list) {
        std::vector<vault::Id> result;
        result.reserve(list.size());
        for (const Row& row : list)
            result.push_back(row.id);
        return result;
    };
    for (const ListStep& step : listSteps(ids(m_rows), ids(rows))) {
        switch (step.kind) {
        case ListStep::Kind::Remove:
            beginRemoveRows({}, step.first, step.last);
            for (int row = step.first; row <= step.last; ++row)
                wipe(m_codes[static_cast<std::size_t>(row)]);
            m_rows.erase(m_rows.begin() + step.first, m_rows.begin() + step.last + 1);
            m_codes.erase(m_codes.begin() + step.first, m_codes.begin() + step.last + 1);
            endRemoveRows();
            break;
        case ListStep::Kind::Insert:
            beginInsertRows({}, step.first, step.last);
            m_rows.insert(m_rows.begin() + step.first, rows.begin() + step.first,
                rows.begin() + step.last + 1);
            m_codes.insert(m_codes.begin() + step.first,
                static_cast<std::size_t>(step.last - step.first + 1), std::nullopt);
            endInsertRows();
            break;
        case ListStep::Kind::Move:
            beginMoveRows(
                {}, step.first, step.first, {}, step.to > step.first ? step.to + 1 : step.to);
            if (step.to > step.first) {
                std::rotate(m_rows.begin() + step.first, m_rows.begin() + step.first + 1,
                    m_rows.begin() + step.to + 1);
                std::rotate(m_codes.begin() + step.first, m_codes.begin() + step.first + 1,
                    m_codes.begin() + step.to + 1);
            } else {
                std::rotate(m_rows.begin() + step.to, m_rows.begin() + step.first,
                    m_rows.begin() + step.first + 1);
                std::rotate(m_codes.begin() + step.to, m_codes.begin() + step.first,
                    m_codes.begin() + step.first + 1);
            }
            endMoveRows();
            break;
        }
    }
}

/// Takes over what changed of an account; the stamp changes with the secret too.
void AccountModel::updateRow(int row, const Row& values)
{
    Row& present = m_rows[static_cast<std::size_t>(row)];
    const bool isSame = present.changed == values.changed && present.credential == values.credential
        && present.pinned == values.pinned && present.mayBeBehind == values.mayBeBehind
        && present.key == values.key && present.issuer == values.issuer
        && present.name == values.name && present.note == values.note
        && present.tags == values.tags;
    if (isSame)
        return;
    auto& shown = m_codes[static_cast<std::size_t>(row)];
    if (!isCounterBased(values.credential) || !isCounterBased(present.credential))
        wipe(shown);
    present = values;
    emit dataChanged(index(row), index(row));
}

void AccountModel::clear()
{
    if (m_rows.empty())
        return;
    beginRemoveRows({}, 0, rowCount() - 1);
    for (auto& shown : m_codes)
        wipe(shown);
    m_codes.clear();
    m_rows.clear();
    m_pictures.clear();
    endRemoveRows();
}

} // namespace ui::accounts
