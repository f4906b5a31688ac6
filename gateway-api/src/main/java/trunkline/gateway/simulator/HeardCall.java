package trunkline.gateway.simulator;

import java.nio.file.Path;
import trunkline.media.recorder.RecordingReport;

/**
 * A call that a simulated callee answered, and that has ended.
 *
 * @param from the calling number, as the INVITE had it
 * @param to the called one
 * @param report what was heard
 * @param wav the recording
 */
public record HeardCall(String from, String to, RecordingReport report, Path wav) {}
