/**
 * The words for how sure a finding is.
 *
 * @param {number} confidence
 */
export function confidenceKey(confidence) {
  if (confidence >= 0.9) {
    return "confidence_high";
  }
  return confidence >= 0.6 ? "confidence_medium" : "confidence_low";
}
