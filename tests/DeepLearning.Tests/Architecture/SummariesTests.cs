using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepLearning.Tests;

/// <summary>A summary says what a public thing is, or what it does: a noun phrase, or a verb in the third person.</summary>
public sealed partial class SummariesTests
{
    private static readonly string[] Questions =
        ["What", "How", "Where", "When", "Why", "Who", "Which", "If", "Of", "From", "To", "As", "By", "In"];

    [Fact]
    public void Summaries_OfPublicMembers_BeginWithANounOrAVerb() => Repository.CSharpFiles(Repository.LibrarySources)
        .SelectMany(file => Beginnings(file.Value).Where(Questions.Contains).Select(word => $"{file.Key}: {word} …"))
        .Should().BeEmpty();

    [Fact]
    public void Beginnings_OfPublicMembersAlone_AreSeen() => Beginnings("""
        /// <summary>A thing.</summary>
        public sealed class Thing
        {
            /// <summary>
            /// How many.
            /// </summary>
            public int Count => 1;

            /// <summary>Why not.</summary>
            internal int Other => 2;
        }

        /// <summary>What else.</summary>
        internal sealed class Hidden
        {
            /// <summary>Where.</summary>
            public int Place => 3;
        }
        """).Should().BeEquivalentTo("A", "How");

    private static IEnumerable<string> Beginnings(string source) =>
        from member in CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest)).GetRoot()
            .DescendantNodes().OfType<MemberDeclarationSyntax>()
        where member.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().All(IsPublic)
        let summary = Summary().Match(member.GetLeadingTrivia().ToFullString())
        where summary.Success
        select summary.Groups[1].Value;

    private static bool IsPublic(MemberDeclarationSyntax member) => member is BaseNamespaceDeclarationSyntax
        || (member.Modifiers.Any(modifier => modifier.IsKind(SyntaxKind.PublicKeyword) || modifier.IsKind(SyntaxKind.ProtectedKeyword))
            && !member.Modifiers.Any(SyntaxKind.PrivateKeyword));

    [GeneratedRegex(@"<summary>\s*(?:///\s*)?(\w+)")]
    private static partial Regex Summary();
}
