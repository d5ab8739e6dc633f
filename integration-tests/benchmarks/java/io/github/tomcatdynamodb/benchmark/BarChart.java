package io.github.tomcatdynamodb.benchmark;

import java.nio.file.Path;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.data.category.DefaultCategoryDataset;

/** Bars of figures, a group for each column. */
final class BarChart {

    private static final double SMALLEST = 0.5;

    private final DefaultCategoryDataset figures = new DefaultCategoryDataset();
    private final String title;
    private final String unit;
    private final boolean isLogarithmic;

    private BarChart(String title, String unit, boolean isLogarithmic) {
        this.title = title;
        this.unit = unit;
        this.isLogarithmic = isLogarithmic;
    }

    /**
     * Returns a chart on which a bar is twice as long for twice as much.
     *
     * @param title above the picture
     * @param unit of the figures
     */
    static BarChart linear(String title, String unit) {
        return new BarChart(title, unit, false);
    }

    /**
     * Returns a chart with an axis from one power of ten to the next, from a half.
     *
     * @param title above the picture
     * @param unit of the figures
     */
    static BarChart logarithmic(String title, String unit) {
        return new BarChart(title, unit, true);
    }

    /**
     * Adds a figure; on a logarithmic chart none is drawn smaller than what the axis begins with.
     */
    void add(String row, String column, double figure) {
        figures.addValue(isLogarithmic ? Math.max(SMALLEST, figure) : figure, row, column);
    }

    /** Draws the picture into a file. */
    void draw(Path file) {
        JFreeChart chart = ChartFactory.createBarChart(title, null, unit, figures);
        Picture.style(chart);
        CategoryPlot plot = chart.getCategoryPlot();
        plot.getDomainAxis().setMaximumCategoryLabelLines(2);
        if (isLogarithmic) {
            LogAxis axis = Picture.logarithmic(unit, Picture.whole());
            axis.setSmallestValue(SMALLEST);
            plot.setRangeAxis(axis);
        }
        for (int i = 0; i < Picture.COLOURS.size(); i++) {
            plot.getRenderer().setSeriesPaint(i, Picture.COLOURS.get(i));
        }
        ((BarRenderer) plot.getRenderer()).setItemMargin(0.05);
        Picture.draw(chart, file);
    }
}
