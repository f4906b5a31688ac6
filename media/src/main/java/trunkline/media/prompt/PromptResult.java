package trunkline.media.prompt;

import trunkline.media.source.Refusal;

/** The outcome of {@link PromptMaker#make}. */
public sealed interface PromptResult {

    /** The prompt is kept, on stable storage, and can be played. */
    record Made(Prompt prompt) implements PromptResult {}

    /** The file cannot become a prompt; nothing was kept, and what had the name before is untouched. */
    record Refused(Refusal refusal) implements PromptResult {}
}
