// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/qr/svg_shapes.h"

#include "core/qr/picture_format.h"

#include <QBuffer>
#include <QHash>
#include <QImageReader>
#include <QSet>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

namespace qr {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype LargestPicture = qsizetype { 32 } << 20;
constexpr qsizetype MaximumDepth = 64; ///< the renderer recurses
/// Ten times the modules of the largest symbol, each drawn alone.
constexpr qint64 MaximumElements = 300'000;
constexpr qint64 MaximumEmbeddedPixels = 16'000'000;

base::Error unreadable(const char* why)
{
    return { base::ErrorCode::PictureUnreadable, why };
}

/// The name under which an element is kept, empty if it is left out with all it contains.
QString keptName(QStringView name)
{
    static const QSet<QString> Kept { u"svg"_s, u"g"_s, u"defs"_s, u"use"_s, u"path"_s, u"rect"_s,
        u"circle"_s, u"ellipse"_s, u"line"_s, u"polyline"_s, u"polygon"_s, u"image"_s, u"style"_s,
        u"linearGradient"_s, u"radialGradient"_s, u"stop"_s };
    if (name == u"a") // only groups, where nothing can be clicked
        return u"g"_s;
    const QString text = name.toString();
    return Kept.contains(text) ? text : QString();
}

/// The link of an element, with or without the prefix that SVG 2 dropped.
QString linkOf(const QXmlStreamAttributes& attributes)
{
    for (const QXmlStreamAttribute& attribute : attributes)
        if (attribute.name() == "href"_L1)
            return attribute.value().toString();
    return {};
}

/// What copying the element with an id would draw.
struct Contents
{
    qint64 elements = 0;
    bool hasUse = false;
};

/// First reading: is it well-formed, and what is inside each element that can be copied?
class Measure
{
public:
    base::Result<void> read(const QByteArray& svg)
    {
        QXmlStreamReader reader(svg);
        while (!reader.atEnd()) {
            reader.readNext();
            if (reader.isStartElement())
                open(reader);
            else if (reader.isEndElement())
                m_open.removeLast();
            if (m_open.size() > MaximumDepth || m_elements > MaximumElements)
                return unreadable("SVG of too many elements");
        }
        if (reader.hasError())
            return unreadable("SVG not well-formed");
        return {};
    }

    /// Nothing, for what is not to be copied: the target is missing or makes copies itself.
    qint64 elementsOf(const QString& id) const
    {
        const Contents contents = m_contents.value(id);
        return contents.hasUse ? 0 : contents.elements;
    }

private:
    void open(const QXmlStreamReader& reader)
    {
        ++m_elements;
        m_open.append(reader.attributes().value("id"_L1).toString());
        for (const QString& id : std::as_const(m_open)) {
            if (id.isEmpty())
                continue;
            Contents& contents = m_contents[id];
            ++contents.elements;
            contents.hasUse = contents.hasUse || reader.name() == "use"_L1;
        }
    }

    QStringList m_open;
    QHash<QString, Contents> m_contents;
    qint64 m_elements = 0;
};

/// Second reading: writes what is kept.
class Rewrite
{
public:
    explicit Rewrite(const Measure& measure) : m_measure(measure) { }

    QByteArray write(const QByteArray& svg)
    {
        QXmlStreamReader reader(svg);
        QByteArray out;
        QXmlStreamWriter writer(&out);
        writer.writeStartDocument();
        while (!reader.atEnd()) {
            reader.readNext();
            if (reader.isStartElement())
                open(reader, writer);
            else if (reader.isEndElement())
                writer.writeEndElement();
            else if (reader.isCharacters() && m_inStyle)
                writer.writeCharacters(reader.text().toString());
            m_inStyle = m_inStyle && !reader.isEndElement();
        }
        writer.writeEndDocument();
        return out;
    }

private:
    void open(QXmlStreamReader& reader, QXmlStreamWriter& writer)
    {
        const QString name = keptName(reader.name());
        const QXmlStreamAttributes attributes = reader.attributes();
        if (name.isEmpty() || !isAllowed(name, linkOf(attributes))) {
            reader.skipCurrentElement();
            return;
        }
        writer.writeStartElement(name);
        if (m_isRoot) {
            writer.writeAttribute(u"xmlns"_s, u"http://www.w3.org/2000/svg"_s);
            writer.writeAttribute(u"xmlns:xlink"_s, u"http://www.w3.org/1999/xlink"_s);
        }
        m_isRoot = false;
        m_inStyle = name == "style"_L1;
        writeAttributes(attributes, writer);
    }

    static void writeAttributes(const QXmlStreamAttributes& attributes, QXmlStreamWriter& writer)
    {
        QSet<QString> written;
        for (const QXmlStreamAttribute& attribute : attributes) {
            const bool isLink = attribute.name() == "href"_L1;
            if (!isLink && !attribute.namespaceUri().isEmpty())
                continue;
            const QString name = isLink ? u"xlink:href"_s : attribute.name().toString();
            if (written.contains(name))
                continue;
            written.insert(name);
            writer.writeAttribute(name, attribute.value().toString());
        }
    }

    bool isAllowed(const QString& name, const QString& link)
    {
        if (name == "use"_L1) {
            const qint64 copied = link.startsWith(u'#') ? m_measure.elementsOf(link.mid(1)) : 0;
            m_copied += copied;
            return copied > 0 && m_copied <= MaximumElements;
        }
        return name != "image"_L1 || isAllowedPicture(link);
    }

    /// A raster picture inside the document: "data:image/png;base64,…".
    bool isAllowedPicture(const QString& link)
    {
        const qsizetype comma = link.indexOf(u',');
        if (!link.startsWith("data:"_L1) || comma < 0)
            return false;
        QByteArray contents = QByteArray::fromBase64(link.mid(comma + 1).toLatin1());
        const auto format = pictureFormatOf(base::bytesOf(contents));
        if (!format || *format == PictureFormat::Svg)
            return false;
        QBuffer buffer(&contents);
        buffer.open(QIODevice::ReadOnly);
        const QSize size = QImageReader(&buffer).size();
        m_pixels += qint64 { size.width() } * size.height();
        return m_pixels <= MaximumEmbeddedPixels;
    }

    const Measure& m_measure;
    qint64 m_copied = 0;
    qint64 m_pixels = 0;
    bool m_isRoot = true;
    bool m_inStyle = false;
};

} // namespace

base::Result<QByteArray> onlyShapes(const QByteArray& svg)
{
    if (svg.size() > LargestPicture)
        return unreadable("SVG of too many bytes");
    Measure measure;
    if (const auto read = measure.read(svg); !read)
        return read.error();
    return Rewrite(measure).write(svg);
}

} // namespace qr
