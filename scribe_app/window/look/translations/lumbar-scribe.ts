<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" sourcelanguage="en">
<context>
    <name>AddendumDialog</name>
    <message>
        <source>Addendum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to the signed note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The original stays as it was signed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of the addendum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for example: result came in after the visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign the addendum</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AlertsPanel</name>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More about: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show where it was said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it as it is and say why</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BillingWindow</name>
    <message>
        <source>Billing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clinicians</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clinician</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claims</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Billing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import claims or remittances…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export &amp;figures as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as &amp;PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample practice: every claim, payer and clinician is invented.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No claims in this period. Ctrl+I imports a claim export, an 835 remittance or a 277CA.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claims and remittances (*.csv *.txt *.tsv *.xlsx *.835 *.277 *.edi *.x12);;All (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} claims; balances as of {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This figure counts signed visits, not claims.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Denied or partly denied, reason {carc}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{lines} lines read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written to {path}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Captions</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No more of these in this replay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left: the talk as it is heard. Pale words are provisional and may still change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right: seven elements. A ring is missing, half a disc is in part, a tick is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“Ask next” holds one neutral question, safety first. 1, 2 or 3 sets it aside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Middle: the note, from what was said. A bar marks what nobody has reviewed yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a sentence or a tick: the words behind it light up and are played.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code card shows what the words support, and why. You decide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“Review and sign” shows what is missing. Try it: nothing here is kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChecklistPanel</name>
    <message>
        <source>Checklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClaimsPage</name>
    <message>
        <source>Choose a figure, a payer or a reason and press Enter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which claims</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all that it is over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claims</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}: {count} claims</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CodeCard</name>
    <message>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the code was reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take this code into the note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>so far: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chosen by you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No code yet: not enough was said.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No code yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The words support {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tabular list itself: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tabular list: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Would change it: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the words behind it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ColumnsDialog</name>
    <message>
        <source>Columns of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How dates are written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not recognised in this file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in this file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not clear: {doubts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names}: the dates read either way. Which is it?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EncounterPage</name>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was said on this line:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it stands (goes on record):</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>First date of service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last date of service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clinician</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day to compare before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Payer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Clinician</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FrontDoor</name>
    <message>
        <source>Lumbar Scribe</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GroupsPage</name>
    <message>
        <source>Denial rate of each of these: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claims</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Denied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>M54.50 denied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>M54.50</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days to pay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A/R days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A/R &gt; 90</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In brackets: fewer than ten cases. Enter shows the denied claims.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HandoverLine</name>
    <message>
        <source>Copy as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text, PDF, FHIR or the signed record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FHIR document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addendum…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to the note; the original stays as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The note is on the clipboard as text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written to {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The printer does not answer. Choose another one, or export a PDF.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HintRow</name>
    <message>
        <source>{0}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not meant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Possibly said: {0} {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Return shows the passage; a number says what it means; 0 sets it aside.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HintsPanel</name>
    <message>
        <source>Possibly said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts for nothing until you say what it means.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Microphone level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too loud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microphone: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>Visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound, or a transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A replay goes through the same path as the microphone. Nothing of it is kept; edit and sign in it to try things out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>initial visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>follow-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bundled sample {0}  ·  {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without the recogniser, from the script</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text only: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a recording or a transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encounters ({0})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LineRow</name>
    <message>
        <source>documented</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not mentioned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unclear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>contradictory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter for what you can do; 1, 2, 3 set it aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show where it was said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was not said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recording goes on: {0}. Nothing of it is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recording is paused at {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last words are being finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is being recorded.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Lumbar Scribe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This visit is still being recorded. Press Stop first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This recording was cut off. Everything up to then is kept; press Continue to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lumbar Scribe, locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First question: not applicable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First question: not assessed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First question: unable to determine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start, pause, resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review and sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small window on top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last words are being finished; the window closes by itself.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelChooser</name>
    <message>
        <source>Recogniser models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How fast each installed model is on this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“scribe models fetch {0}” brings it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} (comes with the program)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} (your own)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}× as fast as speech</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, would fall behind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring; you may go on meanwhile …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger models hear better and are slower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For this machine the one that comes with the program is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} This machine carries {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} This machine would carry {1}: “scribe models fetch {1}” brings it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewVisitPage</name>
    <message>
        <source>Visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the list; nothing was stored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient seen before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seen before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name or pseudonym</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>optional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Family name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record number (MRN)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Initial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“With your permission this computer listens to our talk and helps to write the note. The recording stays on this machine. You can say no, or stop it at any time; your care is the same.”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is stored before you record the answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient declines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes on without a recording; the note is typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient agrees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stores the answer and opens the visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This patient declined to be recorded before. Ask again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NotePanel</name>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reword…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let your language model reword sentences; you choose which</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sentence of your own, in any section</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The note fills as you talk. Nothing is written that was not said.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} to review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoteSettings</name>
    <message>
        <source>the program&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a template file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program&apos;s own template as a file to change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point out passages that possibly speak of a silent item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder of a language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder with a model that may reword sentences of the note when you ask for it. A sentence whose facts it changes stays as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of a language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sections and sentences of the note are a file that you can change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Can be used. Its sections: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off at first: of four such passages about one was right. They are shown and count for nothing until you confirm one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Templates (*.toml)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a copy of the template</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OpenVisit</name>
    <message>
        <source>The disk takes the sound again; none of it is lost.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted / over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>n</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is counted over what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trend by month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter shows the claims.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuestionRow</name>
    <message>
        <source>Question: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}. 1, 2 or 3 sets it aside.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuestionsPanel</name>
    <message>
        <source>Ask next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets the first question aside: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set aside: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>n/a</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not assessed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unable to tell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReasonsPage</name>
    <message>
        <source>Reasons of denial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CARC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claims</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of denied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordingBar</name>
    <message>
        <source>Visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the list of visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elapsed time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review and sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is missing, then sign (Ctrl+Return)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replaying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused, not recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finishing the last words…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready to review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} s behind, sound safe</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message>
        <source>Recovery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut off by a crash or a power cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A backup opens with the same passphrase or recovery phrase, on any machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up now…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the program noted when something failed. No word of a visit is in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is cut off: every recording came to its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unnamed patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of sound is kept;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sentences heard: {0}, up to {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no sentence had been heard yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the visit of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup is being made and checked …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made and checked: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the backup goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of a backup</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecoveryFlow</name>
    <message>
        <source>{0} visits were cut off; everything up to then is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 visit was cut off; everything up to then is kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReplayBar</name>
    <message>
        <source>Position in the recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay speed {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Replays</name>
    <message>
        <source>Initial visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow-up visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing of it is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Back to the visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is lost (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before you sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listen again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes over the whole recording once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign and lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop ({0} %)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contradictions and queries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heard otherwise on the second pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doubtful or repaired words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not yet reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other words of the second pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is documented or answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} open. Fill it, set it aside with a reason, go back, or sign as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign with {0} open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set all aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill it in yourself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say why it is not documented</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” or “{1}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The second pass heard the latter, at {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These change no fact and may stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the second everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>heard “{0}”, written “{1}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} sentences were written by the machine. Read them at the right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have read them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RewordDialog</name>
    <message>
        <source>Reword the note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model is being loaded …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sentences worked on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} can be reworded, {1} stay as they are because the model changed more than the wording.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reworded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stays: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Ring</name>
    <message>
        <source>{0} of {1} elements done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>contradictory</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SectionBlock</name>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a sentence of your own to “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a sentence to {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SentenceRow</name>
    <message>
        <source>yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your wording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>written by the machine, not yet reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show where it was said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reword</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MD, DO, PA-C, NP …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stands below the notes you sign.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recogniser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the words when evidence is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain the window during a replay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until deleted by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a key or the mouse. A recording goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted from the signature.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep transcripts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed notes are always kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep claims</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted from the last event of a claim.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups, recovery, log…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From sentence to sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show and play the words behind it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reword the sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open an element, show an item&apos;s words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not applicable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not assessed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unable to determine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First answer (2: second …)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not meant; does not come back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In passages possibly said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In checklist and questions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignDialog</name>
    <message>
        <source>Sign the note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign and lock this note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After signing the note cannot be changed. What comes later goes into an addendum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} still open:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>–  and {0} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for example: not assessed in this visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why these stay open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why they stay open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MD, DO, PA-C, NP …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark all as not assessed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets every missing item aside, then sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs your name, and a reason for what stays open</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SigningFlow</name>
    <message>
        <source>Signed by {0} on {1:%d %b %Y at %H:%M}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declared void: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addendum, {0}, {1:%d %b %Y at %H:%M}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SoundCheck</name>
    <message>
        <source>Microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say a sentence and watch the level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say a sentence while the test runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No microphone was found. Plug one in; a recording can still be replayed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too loud: move the microphone away or lower its level.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good: the microphone hears you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Very quiet so far: say a sentence.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>Lumbar Scribe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the whole window (Ctrl+M)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is left to ask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} more to ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} contradictions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 contradiction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TranscriptPanel</name>
    <message>
        <source>Transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcript of the visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is said will appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show newest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to correct who spoke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recogniser is not sure of these words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heard: “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clinician</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speaker?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the words…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Recovery phrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have written it down and keep it apart from this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open with the recovery phrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the program noted, without any words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your encounters are locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the passphrase to open them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is encrypted on this machine. The key goes into this computer&apos;s keyring; a passphrase of your own is safer and is asked for. Leave it empty to use the keyring alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is encrypted on this machine. Choose a passphrase of at least {0} characters; four words in a row do well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome. First, a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The words that were shown when the key was made. A new passphrase is chosen afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least {0} characters. The recovery phrase stays the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a new passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save and open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made on {0}, {1} files. Enter its passphrase, or its recovery phrase. What is here now is not lost: it is kept beside it under another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore this backup?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two passphrases differ. Type the same one twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restored. What was there before is kept in {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log is in {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your recovery phrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It opens your encounters when the passphrase is lost. It is shown this once and kept nowhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening your encounters …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VersionsDialog</name>
    <message>
        <source>Versions of the note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declared void: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was added.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VisitsPage</name>
    <message>
        <source>Documentation in signed notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing in the note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In visits later denied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In visits paid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only denials for diagnosis or documentation count here. Enough of them can move a line up in the checklist of later visits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Billing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a patient or a date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is kept, backups, the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No visits yet. “New visit” begins one; “Recordings” replays a sample to try things out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today, not signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier, not signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>initial visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>follow-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cut off, everything up to then is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>void</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MRN {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WarningLine</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Editor</name>
    <message>
        <source>Reword the sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter keeps it, Escape leaves it as it was</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_ElementHead</name>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>contradictory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide its items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show its items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>still: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>menu</name>
    <message>
        <source>In your words…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What belongs in the note:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>widget</name>
    <message>
        <source>not applicable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not assessed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unable to determine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unnamed patient</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
