package io.github.tomcatdynamodb.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The report, in Markdown. */
final class Report {

    private final StringBuilder text = new StringBuilder();

    Report title(String title) {
        text.append("\n## ").append(title).append("\n\n");
        return this;
    }

    Report say(String line) {
        text.append(line).append("\n\n");
        return this;
    }

    /** A table; its first row is the heading. */
    Report table(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            row(rows.get(i), widths);
            if (i == 0) {
                for (int width : widths) {
                    text.append("| ").append("-".repeat(width)).append(' ');
                }
                text.append("|\n");
            }
        }
        text.append('\n');
        return this;
    }

    private void row(List<String> row, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            text.append("| ")
                    .append(cell)
                    .append(" ".repeat(widths[i] - cell.length()))
                    .append(' ');
        }
        text.append("|\n");
    }

    /** Writes it to a file and to the console. */
    void publish(Path file) {
        try {
            Files.writeString(file, text.toString().strip() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println();
        System.out.println(text.toString().strip());
        System.out.println();
        System.out.println("Written to " + file);
    }
}
