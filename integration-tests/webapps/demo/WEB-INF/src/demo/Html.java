package demo;

/** Text for HTML. */
public final class Html {
    private static final int LONGEST = 300;

    private Html() {}

    /** Escapes text, for content and for attributes in double quotes. */
    public static String escape(Object value) {
        String text = String.valueOf(value);
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '&' -> html.append("&amp;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
        return html.toString();
    }

    /** Text that is not longer than a few lines. */
    public static String cut(Object value) {
        String text = String.valueOf(value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...";
    }
}
