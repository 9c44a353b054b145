// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault_session.h"

#include <QAbstractListModel>
#include <QImage>

#include <map>
#include <optional>
#include <vector>

namespace ui::accounts {

/// Whether a row has a code to show now.
enum class CodeState {
    Ready,
    OnDemand, ///< counter-based: none made since unlocking; making one moves the counter
    PinNeeded, ///< a code is made once the PIN is typed
    Push, ///< the account only answers sign-in requests
    Failed,
};

/// The accounts in use as a list, in the vault's order. A code is made when a row is first looked
/// at and kept until its time is over, so that painting is cheap and only rows somebody looks at
/// open their secret. There is no role for secrets. Owned by the page; lives on its thread.
class AccountModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole, ///< vault::Id
        IssuerRole,
        NameRole,
        NoteRole,
        TagsRole,
        PinnedRole,
        PictureRole, ///< QImage: its own, as a square; null where it has none
        CounterBasedRole, ///< bool: codes come by a counter, not by time
        CounterBehindRole, ///< bool: the counter may be behind what the service has seen
        CodeStateRole, ///< CodeState
        CodeRole, ///< as it is typed, without blanks; empty unless Ready
        NextCodeRole, ///< only in the last third of a period
        SecondsLeftRole, ///< whole seconds, rounded up; 0 where time does not matter
        PeriodRole, ///< seconds
        CodesHiddenRole, ///< bool: show dots until somebody asks
    };

    AccountModel(vault::VaultSession& session, const base::Clock& clock, QObject* parent = nullptr);
    ~AccountModel() override;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    /// Issuer, name, note and tags, folded for the search when the row came in.
    const QString& searchKey(int row) const { return m_rows[static_cast<std::size_t>(row)].key; }
    std::optional<int> rowOf(const vault::Id& id) const;

    bool codesHidden() const { return m_hidden; }
    void setCodesHidden(bool hidden);

    /// Makes and shows the next code of a counter-based account; it is on disk before this returns.
    base::Result<void> makeNextCode(const vault::Id& id);
    /// Makes the code of this period with a PIN that is not kept.
    base::Result<void> makeCodeWithPin(const vault::Id& id, base::ByteView pin);

    /// Tells views that time has passed: rows with a code on show, and no others.
    void showTime();

private:
    struct ShownCode
    {
        QString code;
        QString next;
        base::Time from;
        base::Time until; ///< from == until: no time limit
    };
    struct Row
    {
        vault::Id id;
        QString issuer;
        QString name;
        QString note;
        QStringList tags;
        bool pinned = false;
        std::optional<vault::PictureId> picture;
        bool mayBeBehind = false;
        otp::Credential credential;
        vault::Stamp changed;
        QString key;
    };

    void reload();
    void clear();
    void applySteps(const std::vector<Row>& rows);
    void updateRow(int row, const Row& values);
    static Row rowOfAccount(const vault::Account& account);
    const ShownCode* shownCode(int row) const;
    QVariant codeData(int row, int role) const;
    CodeState codeState(int row) const;
    QString nextCode(int row, const ShownCode& shown) const;
    QString accessibleText(int row) const;
    QImage picture(const Row& row) const;

    vault::VaultSession& m_session;
    const base::Clock& m_clock;
    std::vector<Row> m_rows;
    /// Beside m_rows: what painting has asked for. Mutable, because looking at a row fills it.
    mutable std::vector<std::optional<ShownCode>> m_codes;
    /// Those that have been looked at. Mutable as the codes are.
    mutable std::map<vault::PictureId, QImage> m_pictures;
    bool m_hidden = false;
};

} // namespace ui::accounts
