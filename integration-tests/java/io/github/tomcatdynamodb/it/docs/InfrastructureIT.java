package io.github.tomcatdynamodb.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.NpmPackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates and manifests, validated against what their makers publish. */
class InfrastructureIT {

    private static NpmPackage validators;

    @TempDir Path directory;

    @BeforeAll
    static void install() {
        validators =
                NpmPackage.install("infrastructure", "the validation of infrastructure as code");
        assumeTrue(validators.problem() == null, validators.problem());
    }

    private JsonObject validate(String language, Path file) throws Exception {
        Path out = directory.resolve("out.json");
        Process process =
                new ProcessBuilder("node", "validate.js", language, file.toString())
                        .directory(validators.directory().toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(directory.resolve("err.txt").toFile())
                        .start();
        assertEquals(0, process.waitFor(), () -> Documents.read(directory.resolve("err.txt")));
        return JsonParser.parseString(Documents.read(out)).getAsJsonObject();
    }

    private static List<String> problems(JsonObject validated) {
        return validated.getAsJsonArray("problems").asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }

    private JsonObject document(String language, String example) throws Exception {
        return validate(language, example(example))
                .getAsJsonArray("documents")
                .get(0)
                .getAsJsonObject();
    }

    private static Path example(String path) {
        return Environment.basedir().resolve("conf-examples").resolve(path);
    }

    @ParameterizedTest
    @CsvSource({
        "cloudformation, cloudformation/sessions.yaml",
        "cloudformation, cloudformation/vpc-endpoint.yaml",
        "kubernetes, kubernetes/shop.yaml",
        "terraform, terraform/main.tf",
        "terraform, terraform/vpc-endpoint.tf"
    })
    void example_isValid(String language, String file) throws Exception {
        assertEquals(List.of(), problems(validate(language, example(file))));
    }

    @ParameterizedTest
    @CsvSource({
        "cloudformation, cloudformation/sessions.yaml, BillingMode:, BillingMod:, BillingMod",
        "cloudformation, cloudformation/sessions.yaml, AttributeType:, Type:, AttributeType is missing",
        "cloudformation, cloudformation/sessions.yaml, !Ref TableName, !Ref Table, there is no Table",
        "kubernetes, kubernetes/shop.yaml, replicas: 3, replicas: three, replicas must be integer",
        "terraform, terraform/main.tf, hash_key  , hash_key {, main.tf"
    })
    void mistake_isFound(String language, String file, String right, String wrong, String said)
            throws Exception {
        Path mistaken = directory.resolve("mistaken");
        String text = Files.readString(example(file));
        assertTrue(text.contains(right));
        Files.writeString(mistaken, text.replace(right, wrong));

        List<String> problems = problems(validate(language, mistaken));

        assertTrue(
                problems.stream().anyMatch(problem -> problem.contains(said)), problems::toString);
    }

    /** The AWS provider's own schema is not to be had here; CloudFormation's is. */
    @Test
    void tableOfTerraform_isThatOfCloudFormation() throws Exception {
        JsonObject template =
                document("cloudformation", "cloudformation/sessions.yaml")
                        .getAsJsonObject("Resources")
                        .getAsJsonObject("SessionsTable")
                        .getAsJsonObject("Properties");
        JsonObject terraform =
                block(
                        document("terraform", "terraform/main.tf").getAsJsonObject("resource"),
                        "aws_dynamodb_table",
                        "sessions");

        assertEquals(template.get("BillingMode"), terraform.get("billing_mode"));
        assertEquals(
                template.get("DeletionProtectionEnabled"),
                terraform.get("deletion_protection_enabled"));
        JsonObject ttl = template.getAsJsonObject("TimeToLiveSpecification");
        assertEquals(ttl.get("AttributeName"), first(terraform, "ttl").get("attribute_name"));
        assertEquals(ttl.get("Enabled"), first(terraform, "ttl").get("enabled"));
        assertEquals(
                template.getAsJsonObject("SSESpecification").get("SSEEnabled"),
                first(terraform, "server_side_encryption").get("enabled"));
        JsonObject key = template.getAsJsonArray("KeySchema").get(0).getAsJsonObject();
        assertEquals(key.get("AttributeName"), terraform.get("hash_key"));
        assertEquals(2, first(terraform, "on_demand_throughput").size());
        assertEquals(2, template.getAsJsonObject("OnDemandThroughput").size());
    }

    @Test
    void policyOfBoth_isTheOneOfTheExamples() throws Exception {
        JsonObject policy =
                document("cloudformation", "cloudformation/sessions.yaml")
                        .getAsJsonObject("Resources")
                        .getAsJsonObject("NodePolicy")
                        .getAsJsonObject("Properties")
                        .getAsJsonObject("PolicyDocument");
        Policy template =
                new Policy(
                        policy.getAsJsonArray("Statement").asList().stream()
                                .map(JsonElement::getAsJsonObject)
                                .toList());
        Policy example = Policy.example("table/iam-policy-per-application.json");
        assertEquals(example.actions(), template.actions());
        assertEquals(
                example.statements().get(0).getAsJsonObject("Condition").keySet(),
                template.statements().get(0).getAsJsonObject("Condition").keySet());

        String terraform = Files.readString(example("terraform/main.tf"));
        for (String action : example.actions()) {
            assertTrue(terraform.contains('"' + action + '"'), action);
        }
    }

    private static JsonObject block(JsonObject resources, String type, String name) {
        return first(resources.getAsJsonObject(type), name);
    }

    private static JsonObject first(JsonObject object, String name) {
        return object.getAsJsonArray(name).get(0).getAsJsonObject();
    }
}
