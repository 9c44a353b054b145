// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/wiped_bytes.h"

#include <QIODevice>

#include <algorithm>

namespace net {

/// A body on its way out, which can be read once: Qt sends a request again by itself when a
/// connection breaks, and an answer to a sign-in must not be given twice without being asked. It is
/// also how we know whether anything of the body may have left.
class Upload : public QIODevice
{
public:
    Upload(crypto::WipedBytes body, QObject* parent) : QIODevice(parent), m_body(std::move(body))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    bool wasRead() const { return m_read > 0; }

    bool reset() override { return false; }
    bool seek(qint64 /*position*/) override { return false; }
    bool isSequential() const override { return true; }
    bool atEnd() const override { return m_read == m_body.size() && QIODevice::atEnd(); }
    qint64 bytesAvailable() const override
    {
        return static_cast<qint64>(m_body.size() - m_read) + QIODevice::bytesAvailable();
    }

protected:
    qint64 readData(char* data, qint64 longest) override
    {
        const std::size_t count =
            std::min(m_body.size() - m_read, static_cast<std::size_t>(longest));
        std::copy_n(m_body.data() + m_read, count, data);
        m_read += count;
        return count == 0 && longest > 0 ? -1 : static_cast<qint64>(count);
    }
    qint64 writeData(const char* /*data*/, qint64 /*length*/) override { return -1; }

private:
    crypto::WipedBytes m_body;
    std::size_t m_read = 0;
};

} // namespace net
