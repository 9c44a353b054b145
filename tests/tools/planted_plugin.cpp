// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include <QImageIOPlugin>

#include <cstdio>
#include <cstdlib>

namespace {

/// What somebody has planted runs as soon as it is loaded: it makes the file that PLANTED_MARK
/// names.
struct Planted
{
    Planted()
    {
        const char* mark = std::getenv("PLANTED_MARK");
        if (std::FILE* file = mark ? std::fopen(mark, "w") : nullptr)
            std::fclose(file);
    }
};
[[maybe_unused]] const Planted WhenLoaded;

} // namespace

/// Qt loads every reader of pictures that it finds as soon as the window needs an icon.
class PlantedPlugin : public QImageIOPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QImageIOHandlerFactoryInterface_iid FILE "planted_plugin.json")

public:
    Capabilities capabilities(QIODevice*, const QByteArray&) const override { return {}; }
    QImageIOHandler* create(QIODevice*, const QByteArray&) const override { return nullptr; }
};

#include "planted_plugin.moc"
