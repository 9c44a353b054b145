// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/detect.h"

#include <QJsonObject>
#include <QString>

#include <vector>

namespace support {

/// One file of another program and what must come out of it, as a manifest tells: that of
/// tests/fixtures/<format>/samples.json, or of a collection elsewhere, which has the same form.
struct Sample
{
    QString id;
    QString path;
    std::string format; ///< "(none)": it must not be recognised
    QJsonObject told; ///< the manifest's own words

    QByteArray passphrase() const; ///< UTF-8; empty: none
    QString keyFile() const; ///< where it lies; empty: none
    bool isError() const;
};

/// The samples of a manifest; their files lie beside it. Empty if it cannot be read.
std::vector<Sample> samplesOf(const QString& manifest);

/// The samples of all formats in tests/fixtures.
std::vector<Sample> fixtures();

/// The bytes of a sample.
crypto::WipedBytes bytesOf(const Sample& sample);

/// What content is detected to be. Where that is only a guess at a format that has to be named, and
/// it is `named`, it counts as if a person had been asked.
transfer::Outcome<transfer::Formats> formatsOf(
    const transfer::Content& content, std::string_view named = {});

/// Reads content as any of our formats, with this passphrase and this key file if they are not
/// empty.
transfer::Outcome<transfer::ReadFile> readSample(const transfer::Content& content,
    const QByteArray& passphrase, std::string_view named = {}, const QString& keyFile = {});

/// What is not as the manifest tells: the format, the refusal, an entry, the code it makes; with
/// an encrypted one also that it asks for a passphrase and tells a wrong one. Empty if all is. Says
/// which field it is, and never a secret.
QString differences(const Sample& sample);

} // namespace support
