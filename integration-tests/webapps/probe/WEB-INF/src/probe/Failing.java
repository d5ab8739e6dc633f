package probe;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/** An attribute that cannot be written, for no fault of the store. */
public class Failing implements Serializable {
    private static final long serialVersionUID = 1;

    private void writeObject(ObjectOutputStream out) throws IOException {
        throw new IOException("asked for by the test");
    }
}
