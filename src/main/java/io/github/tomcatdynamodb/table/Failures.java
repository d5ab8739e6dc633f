package io.github.tomcatdynamodb.table;

import io.github.tomcatdynamodb.table.TableException.Kind;
import io.github.tomcatdynamodb.text.Messages;
import io.github.tomcatdynamodb.text.SilentCause;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sts.model.StsException;

/** Turns the SDK's exceptions into ours. */
final class Failures {

    private static final Messages sm = Messages.of(Failures.class);

    /** Error codes with which AWS services refuse credentials. */
    private static final Set<String> DENIED =
            Set.of(
                    "AccessDeniedException",
                    "UnrecognizedClientException",
                    "InvalidSignatureException",
                    "IncompleteSignatureException",
                    "MissingAuthenticationTokenException",
                    "ExpiredTokenException",
                    "InvalidClientTokenId");

    /** Whom IAM has refused, in what it says of that; nothing else of it is repeated. */
    private static final Pattern PRINCIPAL =
            Pattern.compile("arn:aws[a-z-]*:(iam|sts)::[0-9]{12}:[-A-Za-z0-9+=,.@_/]{1,512}");

    private Failures() {}

    /**
     * Returns our exception for one of the SDK's.
     *
     * @param host who was asked
     */
    static TableException translate(
            String operation, String tableName, String host, SdkException cause) {
        Kind kind = kind(cause);
        String text = isMissingCredentials(cause) ? "noCredentials" : kind.name();
        if (cause instanceof StsException && kind == Kind.DENIED) {
            text = "noRole";
        }
        return new TableException(
                kind,
                sm.getString("table." + text, operation, tableName, reason(cause), host),
                SilentCause.of(cause));
    }

    /** Returns what kind of failure an exception of the SDK's is. */
    static Kind kind(Throwable cause) {
        if (cause instanceof AwsServiceException service) {
            return kind(service);
        }
        return isMissingCredentials(cause) ? Kind.DENIED : Kind.UNAVAILABLE;
    }

    private static Kind kind(AwsServiceException cause) {
        if (cause.isThrottlingException()) {
            return Kind.THROTTLED;
        }
        if (cause instanceof ResourceNotFoundException) {
            return Kind.NO_TABLE;
        }
        if (cause instanceof StsException && cause.statusCode() < 500) {
            return Kind.DENIED;
        }
        Optional<String> code = errorCode(cause);
        if (code.filter(DENIED::contains).isPresent()) {
            return Kind.DENIED;
        }
        // Without a code it is not DynamoDB that has answered, but something before it.
        if (cause.statusCode() >= 500 || code.isEmpty()) {
            return Kind.UNAVAILABLE;
        }
        // DynamoDB has no error code of its own for this one, only the sentence.
        if (String.valueOf(cause.getMessage()).contains("exceeded the maximum allowed size")) {
            return Kind.TOO_LARGE;
        }
        return Kind.REJECTED;
    }

    private static boolean isMissingCredentials(Throwable cause) {
        return cause instanceof SdkClientException
                && String.valueOf(cause.getMessage()).contains("credentials");
    }

    private static Optional<String> errorCode(AwsServiceException cause) {
        return Optional.ofNullable(cause.awsErrorDetails()).map(AwsErrorDetails::errorCode);
    }

    private static Optional<String> principal(AwsServiceException cause) {
        Matcher principal = PRINCIPAL.matcher(String.valueOf(cause.getMessage()));
        return principal.find()
                ? Optional.of(sm.getString("table.principal", principal.group()))
                : Optional.empty();
    }

    private static String reason(SdkException cause) {
        if (cause instanceof AwsServiceException service) {
            return errorCode(service)
                    .map(code -> code + " (HTTP " + service.statusCode() + ")")
                    .map(reason -> principal(service).map(of -> reason + of).orElse(reason))
                    .orElseGet(() -> "HTTP " + service.statusCode());
        }
        // Names only: a message may hold what belongs into no log.
        String name = cause.getClass().getSimpleName();
        Throwable first = cause;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first == cause ? name : name + " (" + first.getClass().getSimpleName() + ")";
    }
}
