// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/papertablemodel.h"
#include "papers/paperpane.h"
#include "papers/papertableheader.h"
#include "papers/papertableview.h"
#include "support/listbuilder.h"

#include <QtTest>

#include <numeric>

namespace carrel::test {

/// A pane of a given number of papers, "Paper 0" and so on, shown off-screen.
class PapersFixture final
{
public:
    explicit PapersFixture(int count)
    {
        ListBuilder builder;
        builder.section("Section");
        for (int i = 0; i < count; ++i) {
            builder.entry("Paper " + std::to_string(i), "OSDI", 2000 + i % 25,
                          "https://example.org/" + std::to_string(i));
        }
        take(builder.build());
    }
    explicit PapersFixture(CatalogPointer given) { take(std::move(given)); }

    PaperTableView &view() { return pane.view(); }
    QModelIndex index(int row, PaperColumn column = PaperColumn::Title)
    {
        return model.index(row, PaperTableHeader::numberOf(column));
    }
    QPoint centre(int row, PaperColumn column = PaperColumn::Title)
    {
        return view().visualRect(index(row, column)).center();
    }
    void click(int row, PaperColumn column = PaperColumn::Title, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(view().viewport(), Qt::LeftButton, modifiers, centre(row, column));
    }
    void clickHeader(PaperColumn column)
    {
        PaperTableHeader &header = view().header();
        const int logical = PaperTableHeader::numberOf(column);
        const QPoint at(header.sectionViewportPosition(logical) + header.sectionSize(logical) / 2,
                        header.height() / 2);
        QTest::mouseClick(header.viewport(), Qt::LeftButton, {}, at);
    }
    void setState(quint32 work, WorkState state)
    {
        states.setState(work, state);
        model.setStates(std::make_shared<const WorkStates>(states), {work});
    }
    void show(QSize size = {800, 400})
    {
        pane.resize(size);
        pane.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
    }

    CatalogPointer catalog;
    WorkStates states;
    PaperTableModel model;
    PaperPane pane;

private:
    void take(CatalogPointer given)
    {
        catalog = std::move(given);
        states = WorkStates(catalog->workCount());
        std::vector<quint32> rows(states.size());
        std::iota(rows.begin(), rows.end(), 0U);
        model.setCatalog(catalog, std::make_shared<const WorkStates>(states), std::move(rows));
        pane.setModel(&model);
    }
};

} // namespace carrel::test
