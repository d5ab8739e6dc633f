package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.table.Access;
import io.github.tomcatdynamodb.table.Access.AccountEndpoints;
import io.github.tomcatdynamodb.table.Access.Role;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessReaderTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/teams/sessions";

    private static Map<String, String> given(String... namesAndValues) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return given;
    }

    private static Settings read(String... namesAndValues) {
        return new SettingsReader(given(namesAndValues), false).read();
    }

    private static String problem(String... namesAndValues) {
        return assertThrows(IllegalArgumentException.class, () -> read(namesAndValues))
                .getMessage();
    }

    @Test
    void nothing_isWhatTheSdkFinds() {
        assertEquals(Access.DEFAULT, read().table().access());
    }

    @Test
    void everything_isRead() {
        Access access =
                read(
                                "roleArn", ROLE,
                                "externalId", "shop-7",
                                "roleSessionName", "web-1",
                                "fips", "true",
                                "dualStack", "false",
                                "proxy", "http://proxy.example.test:3128",
                                "accountEndpoints", "disabled")
                        .table()
                        .access();

        assertEquals(
                new Access(
                        Optional.of(new Role(ROLE, Optional.of("shop-7"), "web-1")),
                        Optional.of(true),
                        Optional.of(false),
                        Optional.of(URI.create("http://proxy.example.test:3128")),
                        Optional.of(AccountEndpoints.DISABLED)),
                access);
    }

    @Test
    void aRole_hasASessionName() {
        assertEquals(
                Optional.of(new Role(ROLE, Optional.empty(), "tomcat-dynamodb-store")),
                read("roleArn", ROLE).table().access().role());
    }

    @Test
    void theExternalId_isNotShown() {
        Map<String, String> effective = read("roleArn", ROLE, "externalId", "shop-7").effective();

        assertEquals(ROLE, effective.get("roleArn"));
        assertFalse(effective.toString().contains("shop-7"), effective.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "roleArn, sessions",
        "roleArn, arn:aws:iam::123456789012:user/ann",
        "externalId, x",
        "externalId, a b",
        "roleSessionName, web/1",
        "fips, yes",
        "dualStack, 1",
        "proxy, proxy.example.test:3128",
        "accountEndpoints, off"
    })
    void aBadValue_isNamedWithItsSetting(String name, String value) {
        String problem = problem(name, value);

        assertTrue(problem.contains("[" + name + "]"), problem);
    }

    @Test
    void aProxysPassword_isRefused_withoutShowingIt() {
        String problem = problem("proxy", "http://ann:wonderland@proxy.example.test:3128");

        assertTrue(problem.contains("[proxy] is [http://proxy.example.test:3128]"), problem);
        assertFalse(problem.contains("wonderland"), problem);
    }

    @Test
    void aClientOfOnesOwn_contradictsWhatItSaysForItself() {
        String[] settings = {
            "region",
            "eu-west-1",
            "maxConnections",
            "5",
            "callTimeout",
            "5000",
            "retryMode",
            "adaptive"
        };
        Map<String, String> given = given(settings);

        String ofCode =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new SettingsReader(given, true).read())
                        .getMessage();
        given.put("clientName", "aws/dynamodb");
        String named =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new SettingsReader(given, false).read())
                        .getMessage();

        assertTrue(ofCode.contains("are for: region, maxConnections. "), ofCode);
        assertEquals(ofCode, named);
    }

    @Test
    void twoClients_contradictOneAnother() {
        String problem =
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        new SettingsReader(
                                                        given("clientName", "aws/dynamodb"), true)
                                                .read())
                        .getMessage();

        assertTrue(problem.contains("[clientName=aws/dynamodb]"), problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"externalId", "roleSessionName"})
    void whatIsForARole_needsOne(String name) {
        assertTrue(problem(name, "web-1").contains("for a [roleArn] only"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fips", "dualStack"})
    void anEndpointOfTheRegion_contradictsAnotherOne(String name) {
        String problem = problem(name, "true", "endpoint", "http://127.0.0.1:8000");

        assertTrue(problem.contains("contradict [endpoint]"), problem);
    }

    @Test
    void aRegionThatIsNone_isToldWithTheNearest() {
        String problem = problem("region", "eu-west1");

        assertTrue(problem.contains("[region] is [eu-west1]"), problem);
        assertTrue(problem.contains("nearest one is eu-west-1"), problem);
    }

    @Test
    void aRegionThatTheSdkDoesNotKnow_mayBeANewOne() {
        assertEquals(Optional.of("eu-south-77"), read("region", "eu-south-77").table().region());
    }

    @Test
    void whereAnEndpointIsSet_aRegionMayBeCalledAnything() {
        assertEquals(
                Optional.of("local"),
                read("region", "local", "endpoint", "http://127.0.0.1:8000").table().region());
    }
}
