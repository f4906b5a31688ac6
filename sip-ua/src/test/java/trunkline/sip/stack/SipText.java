package trunkline.sip.stack;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** One SIP message as text, with where it came from. */
record SipText(String text, InetSocketAddress from) {

    String startLine() {
        return text.substring(0, text.indexOf("\r\n"));
    }

    /** The values of a header, in order; names as they are written here, one line each. */
    List<String> headers(String name) {
        List<String> values = new ArrayList<>();
        for (String line : text.substring(0, text.indexOf("\r\n\r\n")).lines().toList()) {
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                values.add(line.substring(name.length() + 1).strip());
            }
        }
        return values;
    }

    String header(String name) {
        List<String> values = headers(name);
        if (values.size() != 1) {
            throw new AssertionError(name + " is there " + values.size() + " times in\n" + text);
        }
        return values.get(0);
    }

    boolean has(String name) {
        return !headers(name).isEmpty();
    }

    String branch() {
        return header("Via").replaceAll(".*branch=([^;]+).*", "$1");
    }

    String fromTag() {
        return header("From").replaceAll(".*;tag=([^;]+).*", "$1");
    }

    String requestUri() {
        return startLine().substring(startLine().indexOf(' ') + 1, startLine().lastIndexOf(' '));
    }

    String body() {
        return text.substring(text.indexOf("\r\n\r\n") + 4);
    }

    boolean startsWith(String start) {
        return text.startsWith(start);
    }
}
