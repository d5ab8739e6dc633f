package spring;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** A form that is filled in over several requests. */
public class Order implements Serializable {
    private static final long serialVersionUID = 1;

    private final List<String> notes = new ArrayList<>();
    private String address;

    public List<String> getNotes() {
        return notes;
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String address) {
        this.address = address;
    }
}
