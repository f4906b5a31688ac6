package trunkline.sip.stack;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What jain-sip has to say, on slf4j. Its warnings and errors go out cut to one line without the text of messages; its
 * debug text is never written, since it has whole messages in it, with bodies and credentials. Public since jain-sip
 * makes it by name.
 *
 * <p>jain-sip keeps one logger for all stacks in a static field, and fails where two stacks are made at once: whoever
 * makes one holds {@link #ONE_AT_A_TIME}.
 */
public final class Slf4jStackLogger implements StackLogger {

    /** Held while a stack is made. */
    public static final Object ONE_AT_A_TIME = new Object();

    private static final Logger LOGGER = LoggerFactory.getLogger("trunkline.sip.jain");

    private static final int LONGEST = 160;

    /** The first line of a text of the library, without what a peer could have put into it to deceive a reader. */
    static String firstLine(String text) {
        int end = 0;
        while (end < text.length() && end < LONGEST && text.charAt(end) >= ' ') {
            end++;
        }
        return text.substring(0, end);
    }

    /** True for messages (its level 16), which are how {@link MessageLog} sees what is sent. */
    @Override
    public boolean isLoggingEnabled(int level) {
        return level <= TRACE_INFO;
    }

    @Override
    public boolean isLoggingEnabled() {
        return true;
    }

    @Override
    public void logWarning(String text) {
        LOGGER.debug("jain-sip warned: {}", firstLine(text));
    }

    @Override
    public void logError(String text) {
        LOGGER.debug("jain-sip reported: {}", firstLine(text));
    }

    @Override
    public void logError(String text, Exception cause) {
        LOGGER.debug("jain-sip reported: {} ({})", firstLine(text), firstLine(String.valueOf(cause)));
    }

    @Override
    public void logException(Throwable cause) {
        LOGGER.debug("jain-sip reported: {}", firstLine(String.valueOf(cause)));
    }

    @Override
    public void logFatalError(String text) {
        LOGGER.error("jain-sip failed: {}", firstLine(text));
    }

    @Override
    public void logInfo(String text) {}

    @Override
    public void logDebug(String text) {}

    @Override
    public void logDebug(String text, Exception cause) {}

    @Override
    public void logTrace(String text) {}

    @Override
    public void logStackTrace() {}

    @Override
    public void logStackTrace(int level) {}

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public void disableLogging() {}

    @Override
    public void enableLogging() {}

    @Override
    public void setBuildTimeStamp(String stamp) {}

    @Override
    public void setStackProperties(Properties properties) {}

    @Override
    public String getLoggerName() {
        return LOGGER.getName();
    }
}
