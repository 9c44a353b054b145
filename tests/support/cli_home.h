// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QByteArray>
#include <QDir>
#include <QJsonObject>
#include <QStringList>
#include <QTemporaryDir>

namespace support {

/// How a program that was started for a test ended.
struct Ended
{
    int status = -1;
    QByteArray out;
    QByteArray err;

    /// Standard output as one JSON document; empty if it is none.
    QJsonObject json() const;
    /// Member of the error document.
    QString error(const QString& member) const;
};

/// Starts a program with nothing of the tester's environment but the path, and waits for its end.
Ended runProgram(const QString& program, const QStringList& arguments, const QByteArray& input = {},
    const QStringList& environment = {});

/// An empty home folder in which the real countersign-cli runs.
class CliHome
{
public:
    CliHome();

    static QString program(); ///< the path of countersign-cli

    /// Puts the vault of tests/vectors there, whose key derivation costs next to nothing. It holds
    /// one account, ACME alice with the secret of RFC 6238.
    void copyGoldenVault() const;

    /// The program with these words, without a terminal.
    Ended run(const QStringList& arguments, const QByteArray& input = {}) const;
    /// The same with the recovery key of the golden vault: at once, and whatever is changed, the
    /// costs of its slots stay.
    Ended runByKey(const QStringList& arguments, const QByteArray& input = {}) const;
    /// The same with its passphrase, whose slot the first change makes as costly as any other.
    Ended runOpen(const QStringList& arguments, const QByteArray& input = {}) const;

    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString vaultPath() const { return path(QStringLiteral("data/countersign/vault.countersign")); }
    /// Writes a file that only its owner can read; returns its path.
    QString write(const QString& name, const QByteArray& contents) const;
    QByteArray read(const QString& path) const;
    /// The variables that make the home this one's.
    QStringList environment() const;
    QStringList extraEnvironment; ///< NAME=value, for every run

private:
    QTemporaryDir m_folder;
};

} // namespace support
