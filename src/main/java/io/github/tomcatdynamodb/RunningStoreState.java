package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.jmx.AdministeredStore;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.value.seal.Seal;
import java.util.Map;

/**
 * What a store says of itself while it runs.
 *
 * @param table its table
 * @param state what DynamoDB says of it
 * @param seal seals what is written
 * @param running its settings
 */
record RunningStoreState(SessionTable table, TableState state, Seal seal, RunningSettings running)
        implements AdministeredStore {

    @Override
    public String version() {
        return running.version();
    }

    @Override
    public boolean isSuspended() {
        return table.isSuspended();
    }

    @Override
    public Map<String, String> settings() {
        return running.settings();
    }

    @Override
    public void change(String setting, String value) {
        running.change(setting, value);
    }

    @Override
    public Map<String, String> tableState() {
        return state.last();
    }

    @Override
    public Map<String, String> checkTable() {
        return state.ask();
    }

    @Override
    public long unsealedValues() {
        return seal.unsealedValues();
    }
}
