namespace DeepLearning.Tests;

public sealed class CategoryCodesTests
{
    private static double[] Inputs(CategoryCodes codes, string? value)
    {
        var inputs = Enumerable.Repeat(7.0, codes.Width).ToArray();
        codes.Encode<double>(value, inputs);
        return inputs;
    }

    [Fact]
    public void Fit_TwoCategories_ShareOneInput()
    {
        var codes = CategoryCodes.Fit(["b", "a", "b"], 256);

        (codes.IsSigned, codes.Width).Should().Be((true, 1));
        codes.Categories.Should().Equal("a", "b");
        Inputs(codes, "a").Should().Equal(-1);
        Inputs(codes, "b").Should().Equal(1);
        Inputs(codes, "c").Should().Equal(0);
        Inputs(codes, null).Should().Equal(0);
    }

    [Fact]
    public void Fit_OneCategoryAndMissing_IsTwo()
    {
        var codes = CategoryCodes.Fit(["a", null], 2);

        codes.Categories.Should().Equal("", "a");
        Inputs(codes, null).Should().Equal(-1);
        Inputs(codes, "a").Should().Equal(1);
    }

    [Fact]
    public void Fit_ThreeCategories_HaveAnInputEach()
    {
        var codes = CategoryCodes.Fit(["b", null, "a", "b"], 256);

        (codes.IsSigned, codes.Width).Should().Be((false, 3));
        codes.Categories.Should().Equal("", "a", "b");
        Inputs(codes, null).Should().Equal(1, 0, 0);
        Inputs(codes, "b").Should().Equal(0, 0, 1);
        Inputs(codes, "B").Should().Equal([0, 0, 0], "categories are compared character by character");
        var inputs = new float[] { 5, 5, 5, 5 };
        codes.Encode<float>("a", inputs);
        inputs.Should().Equal([0, 1, 0, 5], "no more is written than there are categories");
    }

    [Fact]
    public void Fit_MoreCategoriesThanAsked_KeepsTheMostFrequent()
    {
        string?[] values = ["d", "a", "b", "c", "c", "b", null];

        CategoryCodes.Fit(values, 3).Categories.Should().Equal(["", "b", "c"], "the missing one is the first of those that are there once");
        CategoryCodes.Fit(values, 4).Categories.Should().Equal("", "a", "b", "c");
        var two = CategoryCodes.Fit(values, 2);
        two.Categories.Should().Equal("b", "c");
        two.IsSigned.Should().BeFalse("there are more than two");
        Inputs(two, "d").Should().Equal(0, 0);
    }

    [Fact]
    public void Fit_OneCategoryOrNone_HasNoInput()
    {
        CategoryCodes.Fit(["a", "a"], 256).Width.Should().Be(0);
        CategoryCodes.Fit([null], 256).Width.Should().Be(0);
        CategoryCodes.Fit([], 256).Width.Should().Be(0);
        Inputs(CategoryCodes.Fit(["a"], 256), "b").Should().BeEmpty();
    }

    [Fact]
    public void Constructor_WhatAreNoCategories_IsRefused()
    {
        Failure.Of<ArgumentException>(() => GC.KeepAlive(new CategoryCodes(["a", "b", "a"], isSigned: false)))
            .Should().Be("The category \"a\" is there twice. (Parameter 'categories')");
        Failure.Of<ArgumentException>(() => GC.KeepAlive(new CategoryCodes(["a"], isSigned: true)))
            .Should().Be("A column of −1 and +1 is for 2 categories, not for 1. (Parameter 'categories')");
    }

    [Fact]
    public void Equals_OfOtherCodes_IsFalse()
    {
        var codes = new CategoryCodes(["a", "b"], isSigned: true);

        codes.Should().Be(new CategoryCodes(["a", "b"], isSigned: true)).And.NotBe(new CategoryCodes(["a", "b"], isSigned: false))
            .And.NotBe(new CategoryCodes(["a", "c"], isSigned: true));
        codes.GetHashCode().Should().Be(new CategoryCodes(["a", "b"], isSigned: true).GetHashCode());
        codes.Equals(null).Should().BeFalse();
    }
}
