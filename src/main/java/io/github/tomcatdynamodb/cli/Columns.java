package io.github.tomcatdynamodb.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table for people: columns as wide as what stands in them. */
final class Columns {

    private final List<List<String>> rows = new ArrayList<>();

    Columns(String... headings) {
        add(headings);
    }

    void add(String... cells) {
        rows.add(List.of(cells));
    }

    void print(PrintWriter out) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = Output.printable(row.get(column));
                line.append(cell).append(" ".repeat(width(column) - cell.length() + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
